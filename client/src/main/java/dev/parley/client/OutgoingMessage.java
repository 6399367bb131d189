package dev.parley.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A text to be sent.
 *
 * @param id client message id on a socket, idempotency key over REST
 * @param replyToId id of the message that it answers
 */
public record OutgoingMessage(
        String id,
        MessageReceiver receiver,
        String text,
        @Nullable String replyToId) {
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
    }
}
