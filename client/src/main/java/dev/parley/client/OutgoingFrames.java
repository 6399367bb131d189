package dev.parley.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames that a client sends. */
final class OutgoingFrames {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] PING = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PONG = "{\"type\":\"pong\"}".getBytes(StandardCharsets.UTF_8);

    /** Of the 128 KiB that a frame may have. */
    private static final int MOST_POSITION_BYTES = 120 * 1024;

    private OutgoingFrames() {}

    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] ping() {
        return PING;
    }

    /** @param isIdle whether nobody has touched the device for a while */
    static byte[] ping(boolean isIdle) {
        return frame("ping", json -> json.writeBooleanField("idle", isIdle));
    }

    /** @param ref comes back when the log has it */
    static byte[] presence(String ref, OwnPresence presence) {
        return frame("presence.set", json -> {
            json.writeStringField("ref", ref);
            json.writeStringField("state", presence.state());
            if (presence.text() != null) {
                json.writeStringField("text", presence.text());
            }
            if (presence.until() != null) {
                json.writeStringField("until", presence.until().toString());
            }
        });
    }

    /** @param ref comes back with the users as they are now */
    static byte[] watch(String ref, List<String> users) {
        return frame("presence.watch", json -> {
            json.writeStringField("ref", ref);
            json.writeArrayFieldStart("users");
            for (var user : users) {
                json.writeString(user);
            }
            json.writeEndArray();
        });
    }

    /** For a server that heard nothing for a while. */
    static byte[] pong() {
        return PONG;
    }

    /**
     * A hello, and the frames with the positions that are too many for it.
     *
     * @param positions the last seq seen of each conversation; null = live only
     */
    static List<byte[]> hello(String device, @Nullable Map<String, Long> positions) {
        if (positions == null) {
            return List.of(frame("hello", json -> json.writeStringField("device", device)));
        }
        var frames = new ArrayList<byte[]>();
        var parts = parts(positions);
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var hasMore = i < parts.size() - 1;
            frames.add(
                    i > 0
                            ? frame("resume", json -> positions(json, part, hasMore))
                            : frame("hello", json -> {
                                json.writeStringField("device", device);
                                json.writeObjectFieldStart("resume");
                                positions(json, part, hasMore);
                                json.writeEndObject();
                            }));
        }
        return frames;
    }

    /** As many positions to each frame as it surely holds; at least one part. */
    private static List<Map<String, Long>> parts(Map<String, Long> positions) {
        var parts = new ArrayList<Map<String, Long>>();
        var part = new HashMap<String, Long>();
        var bytes = 0;
        for (var position : positions.entrySet()) {
            // In JSON a character is six bytes at most.
            var length = 6 * position.getKey().length() + 24;
            if (bytes + length > MOST_POSITION_BYTES && !part.isEmpty()) {
                parts.add(part);
                part = new HashMap<>();
                bytes = 0;
            }
            part.put(position.getKey(), position.getValue());
            bytes += length;
        }
        parts.add(part);
        return parts;
    }

    private static void positions(JsonGenerator json, Map<String, Long> positions, boolean hasMore) throws IOException {
        json.writeObjectFieldStart("conversations");
        for (var position : positions.entrySet()) {
            json.writeNumberField(position.getKey(), position.getValue());
        }
        json.writeEndObject();
        if (hasMore) {
            json.writeBooleanField("more", true);
        }
    }

    /** @param ref comes back when the log has it */
    static byte[] receipt(String ref, String conversation, Receipt receipt) {
        return frame("receipt", json -> {
            json.writeStringField("ref", ref);
            json.writeStringField("conversation", conversation);
            switch (receipt) {
                case Receipt.Read(var upTo) -> json.writeNumberField("readUpTo", upTo);
                case Receipt.Delivered(var upTo) -> json.writeNumberField("deliveredUpTo", upTo);
            }
        });
    }

    static byte[] typing(String conversation, boolean isOn) {
        return frame("typing", json -> {
            json.writeStringField("conversation", conversation);
            json.writeBooleanField("on", isOn);
        });
    }

    /** @param data a JSON object */
    static byte[] transientData(String conversation, String data) {
        return frame("transient", json -> {
            json.writeStringField("conversation", conversation);
            json.writeFieldName("data");
            json.writeRawValue(data);
        });
    }

    static byte[] send(OutgoingMessage message) {
        return frame("message.send", json -> {
            json.writeStringField("clientMsgId", message.id());
            message.writeTo(json);
        });
    }

    /** @param id client message id of the change itself */
    static byte[] change(String id, String conversation, String messageId, MessageChange change) {
        return frame(type(change), json -> {
            json.writeStringField("clientMsgId", id);
            json.writeStringField("conversation", conversation);
            json.writeStringField("messageId", messageId);
            switch (change) {
                case MessageChange.Edit(var text) -> json.writeStringField("text", text);
                case MessageChange.React(var emoji, var _) -> json.writeStringField("emoji", emoji);
                case MessageChange.Delete _, MessageChange.Pin _ -> {}
            }
        });
    }

    private static String type(MessageChange change) {
        return switch (change) {
            case MessageChange.Edit _ -> "message.edit";
            case MessageChange.Delete _ -> "message.delete";
            case MessageChange.React(var _, var isOn) -> isOn ? "reaction.add" : "reaction.remove";
            case MessageChange.Pin(var isOn) -> isOn ? "message.pin" : "message.unpin";
        };
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
