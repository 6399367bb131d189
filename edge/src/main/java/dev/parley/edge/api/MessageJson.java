package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as clients see them. */
public final class MessageJson {
    private MessageJson() {}

    /** The message that a {@code message.created} made; for no other event. */
    public static byte[] of(Event event) {
        return MessageView.of(event).toJson();
    }

    /**
     * A message that is written already, as the user sees it who set the mark. It is the last field, so nothing is read again.
     *
     * @param message as {@link MessageView#toJson()} writes it
     * @param mark not {@code HIDDEN}, which leaves fields out
     */
    public static byte[] marked(byte[] message, OwnMark mark) {
        return switch (mark) {
            case NONE -> message;
            case SAVED -> {
                var end = JsonText.object(mark::write);
                var marked = Arrays.copyOf(message, message.length - 1 + end.length);
                System.arraycopy(end, 0, marked, message.length - 1, end.length);
                // In place of the brace that ended the one and began the other.
                marked[message.length - 1] = ',';
                yield marked;
            }
            case HIDDEN -> throw new IllegalArgumentException("A message that is hidden must be written anew.");
        };
    }

    static void write(JsonGenerator json, MessageView message, OwnMark mark) throws IOException {
        json.writeStringField("id", message.id());
        json.writeStringField("conversation", message.conversation());
        json.writeNumberField("seq", message.seq());
        json.writeNumberField("messageNo", message.messageNo());
        json.writeStringField("sender", message.sender());
        json.writeStringField("at", Timestamps.text(message.at()));
        if (message.deletedAt() == null && mark != OwnMark.HIDDEN) {
            writeBody(json, message.content());
        } else {
            json.writeStringField("kind", message.content().kind());
            writePlace(json, message.content());
        }
        JsonText.text(json, "clientMsgId", message.clientMsgId());
        json.writeBooleanField("edited", message.editedAt() != null);
        json.writeBooleanField("deleted", message.deletedAt() != null);
        Timestamps.write(json, "editedAt", message.editedAt());
        Timestamps.write(json, "deletedAt", message.deletedAt());
        json.writeNumberField("version", message.version());
        if (message.deletedAt() == null) {
            writeReactions(json, message.reactions());
            writePin(json, message.pinned());
        }
        writeThread(json, message.thread());
        mark.write(json);
    }

    private static void writeThread(JsonGenerator json, MessageView.@Nullable ThreadCounts thread) throws IOException {
        if (thread != null) {
            json.writeObjectFieldStart("thread");
            json.writeNumberField("replies", thread.replies());
            json.writeStringField("lastReplyAt", Timestamps.text(thread.lastReplyAt()));
            json.writeNumberField("lastReplySeq", thread.lastReplySeq());
            json.writeEndObject();
        }
    }

    /** The fields that a message and its event have in common. */
    public static void writeBody(JsonGenerator json, MessageView.Content content) throws IOException {
        json.writeStringField("kind", content.kind());
        var words = content.words();
        if (words == null) {
            json.writeStringField("content", "erased-or-encrypted");
        } else {
            JsonText.text(json, "text", words.text());
            JsonText.raw(json, "data", words.dataJson());
            AttachmentJson.writeIfAny(json, words.attachments());
            JsonText.textsIfAny(json, "mentions", words.mentions());
            JsonText.textsIfAny(json, "tags", words.tags());
            JsonText.raw(json, "metadata", words.metadataJson());
        }
        writePlace(json, content);
        Timestamps.write(json, "expiresAt", content.expiresAt());
    }

    /** What a message belongs to, which a tombstone still shows. */
    private static void writePlace(JsonGenerator json, MessageView.Content content) throws IOException {
        JsonText.text(json, "parentId", content.parentId());
        JsonText.text(json, "replyToId", content.replyToId());
    }

    private static void writeReactions(JsonGenerator json, List<MessageView.Reaction> reactions) throws IOException {
        if (reactions.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("reactions");
        for (var reaction : reactions) {
            json.writeStartObject();
            json.writeStringField("emoji", reaction.emoji());
            json.writeNumberField("count", reaction.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writePin(JsonGenerator json, MessageView.@Nullable Pin pin) throws IOException {
        if (pin == null) {
            return;
        }
        json.writeObjectFieldStart("pinned");
        json.writeStringField("by", pin.by());
        json.writeStringField("at", Timestamps.text(pin.at()));
        json.writeEndObject();
    }
}
