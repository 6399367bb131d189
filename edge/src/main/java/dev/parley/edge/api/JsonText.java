package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON straight to UTF-8, without a tree between. */
public final class JsonText {
    private static final int INITIAL_BYTES = 512;
    // A thread-local pool would give each virtual thread buffers of its own, which is worse than none.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private JsonText() {}

    /** Writes the fields of an object. */
    public interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** One object. */
    public static byte[] object(Content content) {
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return bytes.toByteArray();
    }

    /** A text; nothing where null. */
    public static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** A whole number; nothing where null. */
    public static void number(JsonGenerator json, String name, @Nullable Number value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value.longValue());
        }
    }

    /** JSON as it is; nothing where null. */
    public static void raw(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeRawValue(value);
        }
    }

    /** A list, also where empty. */
    public static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** A list; nothing where empty. */
    public static void textsIfAny(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            texts(json, name, values);
        }
    }
}
