package dev.parley.runtime.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Small JSON answers of the process itself. */
public final class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    /** Writes the fields of an object. */
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Answers with an object. */
    public static void send(HttpServerExchange exchange, int status, String mediaType, Fields fields) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes(fields)));
    }

    /** A problem of RFC 9457, with a stable code. */
    public static void problem(HttpServerExchange exchange, int status, String code, String detail) {
        if (status == 503) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        }
        send(exchange, status, "application/problem+json", json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", StatusCodes.getReason(status));
            json.writeNumberField("status", status);
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
        });
    }

    private static byte[] bytes(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return bytes.toByteArray();
    }
}
