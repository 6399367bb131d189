package dev.parley.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text to be sent.
 *
 * @param id client message id on a socket, idempotency key over REST
 * @param replyToId id of the message that it answers
 * @param parentId id of the message whose thread it belongs to
 * @param mentions users whom it names
 */
public record OutgoingMessage(
        String id,
        MessageReceiver receiver,
        String text,
        @Nullable String replyToId,
        @Nullable String parentId,
        List<String> mentions) {
    /** A text that belongs to no other message. */
    public OutgoingMessage(String id, MessageReceiver receiver, String text) {
        this(id, receiver, text, null, null, List.of());
    }

    /** What is posted over REST. */
    public byte[] body() {
        return OutgoingFrames.body(this);
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("receiver");
        switch (receiver) {
            case MessageReceiver.User(var user) -> json.writeStringField("user", user);
            case MessageReceiver.Group(var group) -> json.writeStringField("group", group);
        }
        json.writeEndObject();
        json.writeStringField("text", text);
        if (replyToId != null) {
            json.writeStringField("replyToId", replyToId);
        }
        if (parentId != null) {
            json.writeStringField("parentId", parentId);
        }
        if (!mentions.isEmpty()) {
            json.writeArrayFieldStart("mentions");
            for (var user : mentions) {
                json.writeString(user);
            }
            json.writeEndArray();
        }
    }
}
