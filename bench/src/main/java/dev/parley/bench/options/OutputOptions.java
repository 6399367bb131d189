package dev.parley.bench.options;

import dev.parley.bench.report.Checkout;
import dev.parley.client.run.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a run is called and where its result is kept. */
public final class OutputOptions {
    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Begins the names of users and conversations, default: the time.")
    private @Nullable String runId;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where to write the result as JSON, default: a new file in bench/results.")
    private @Nullable Path json;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where that new file goes instead of bench/results.")
    private @Nullable Path folder;

    /** The same at each call. */
    public String runId() {
        if (runId == null) {
            runId = LocalDateTime.now(ZoneOffset.UTC)
                    .format(DateTimeFormatter.ofPattern("'bench-'yyyyMMdd-HHmmss", Locale.ROOT));
        }
        return runId;
    }

    /** Where the result of a scenario goes. */
    public Path file(String scenario) {
        if (json != null) {
            return json;
        }
        var results = folder == null ? Checkout.results() : folder;
        return results.resolve(runId() + "-" + scenario + ".json");
    }

    /** Writes a result, and says where. */
    public void keep(String scenario, Object result) throws IOException {
        var file = file(scenario);
        ResultFile.write(file, result);
        System.out.println("Result in " + file + ", see `parley bench report`.");
    }
}
