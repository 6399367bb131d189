package dev.parley.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames that a client sends. */
final class OutgoingFrames {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] PING = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    private OutgoingFrames() {}

    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] ping() {
        return PING;
    }

    /** @param positions the last seq seen of each conversation; null = live only */
    static byte[] hello(String device, @Nullable Map<String, Long> positions) {
        return frame("hello", json -> {
            json.writeStringField("device", device);
            if (positions != null) {
                json.writeObjectFieldStart("resume");
                json.writeObjectFieldStart("conversations");
                for (var position : positions.entrySet()) {
                    json.writeNumberField(position.getKey(), position.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    static byte[] send(OutgoingMessage message) {
        return frame("message.send", json -> {
            json.writeStringField("clientMsgId", message.id());
            message.writeTo(json);
        });
    }

    static byte[] body(OutgoingMessage message) {
        return object(message::writeTo);
    }

    private static byte[] frame(String type, Fields fields) {
        return object(json -> {
            json.writeStringField("type", type);
            fields.writeTo(json);
        });
    }

    private static byte[] object(Fields fields) {
        var bytes = new ByteArrayOutputStream(512);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return bytes.toByteArray();
    }
}
