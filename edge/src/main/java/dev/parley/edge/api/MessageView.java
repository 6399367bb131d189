package dev.parley.edge.api;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as any answer shows it, whether it comes from an event or from the store.
 *
 * @param editedAt time of the last edit; null where there was none
 * @param deletedAt null while the message stands; a tombstone has no content
 * @param clientMsgId the client's id of the action that made it
 * @param version seq of the last event that changed it
 * @param thread null while it was never replied to
 */
public record MessageView(
        String id,
        String conversation,
        long seq,
        long messageNo,
        String sender,
        Instant at,
        Content content,
        @Nullable String clientMsgId,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        long version,
        @Nullable ThreadCounts thread) {
    /**
     * What the message says.
     *
     * @param kind lower case
     * @param words null where they are encrypted or erased
     */
    public record Content(
            String kind,
            @Nullable Words words,
            @Nullable String parentId,
            @Nullable String replyToId) {}

    /** What people wrote; {@code dataJson} and {@code metadataJson} are JSON objects as they were sent. */
    public record Words(
            @Nullable String text,
            @Nullable String dataJson,
            List<String> mentions,
            List<String> tags,
            @Nullable String metadataJson) {}

    /** Its thread: how many replies stand, and the last one, deleted or not. */
    public record ThreadCounts(long replies, Instant lastReplyAt, long lastReplySeq) {}

    /** The message that a {@code message.created} made; for no other event. */
    public static MessageView of(Event event) {
        if (!(event.getBody() instanceof MessageCreated message)) {
            throw new IllegalArgumentException(event.getBody().getClass() + " is no message.");
        }
        var actor = event.getActor();
        return new MessageView(
                message.getMessageId(),
                event.getConversation(),
                event.getSeq(),
                event.getMessageNo(),
                actor == null ? "" : actor,
                event.getAt(),
                contentOf(event, message),
                event.getActionId(),
                null,
                null,
                event.getSeq(),
                null);
    }

    /** The message object of the API, UTF-8. */
    public byte[] toJson() {
        return toJson(OwnMark.NONE);
    }

    /** The message object as the user sees it who set the mark. */
    public byte[] toJson(OwnMark mark) {
        return JsonText.object(json -> MessageJson.write(json, this, mark));
    }

    /** What a new message says. */
    public static Content contentOf(Event event, MessageCreated message) {
        var words = event.getContent() instanceof MessageContent content
                ? new Words(
                        content.getText(),
                        content.getData(),
                        content.getMentions(),
                        content.getTags(),
                        content.getMetadata())
                : null;
        return new Content(
                message.getKind().name().toLowerCase(Locale.ROOT),
                words,
                message.getParentId(),
                message.getReplyToId());
    }
}
