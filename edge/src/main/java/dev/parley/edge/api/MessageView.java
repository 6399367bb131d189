package dev.parley.edge.api;

import dev.parley.schemas.Attachment;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.content.MessageKinds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as any answer shows it, whether it comes from an event or from the store.
 *
 * @param editedAt time of the last edit; null where there was none
 * @param deletedAt null while the message stands; a tombstone has no content
 * @param clientMsgId the client's id of the action that made it
 * @param version seq of the last event that edited or deleted it
 * @param pinned null where it is not pinned
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
        List<Reaction> reactions,
        @Nullable Pin pinned,
        @Nullable ThreadCounts thread) {
    /** How many users have a reaction. */
    public record Reaction(String emoji, long count) {}

    /** Who pinned the message, and when. */
    public record Pin(String by, Instant at) {}

    /**
     * What the message says.
     *
     * @param kind lower case
     * @param words null where they are encrypted or erased
     * @param expiresAt when the message is deleted by itself; null = never
     */
    public record Content(
            String kind,
            @Nullable Words words,
            @Nullable String parentId,
            @Nullable String replyToId,
            @Nullable Instant expiresAt) {}

    /** What people wrote; {@code dataJson} and {@code metadataJson} are JSON objects as they were sent. */
    public record Words(
            @Nullable String text,
            @Nullable String dataJson,
            List<String> mentions,
            List<String> tags,
            @Nullable String metadataJson,
            List<Attachment> attachments) {}

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
                List.of(),
                null,
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
                        content.getMetadata(),
                        content.getAttachments())
                : null;
        return new Content(
                MessageKinds.name(message.getKind()),
                words,
                message.getParentId(),
                message.getReplyToId(),
                message.getExpiresAt());
    }
}
