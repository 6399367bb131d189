package dev.parley.operator.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** As text for people, or as JSON for programs. */
public final class OutputOptions {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(names = "--json", description = "Prints JSON.")
    private boolean isJson;

    /** Prints one of the two. */
    public void print(PrintWriter out, Object json, CharSequence text) {
        if (isJson) {
            try {
                out.println(JSON.writeValueAsString(json));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("The result cannot be written as JSON.", e);
            }
        } else {
            out.print(text);
        }
        out.flush();
    }
}
