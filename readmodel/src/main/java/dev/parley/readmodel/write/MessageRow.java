package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.ThreadUpdated;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message, as far as some of its events tell: its creation, edits of single fields, its deletion.
 *
 * @param editedAt time of the last edit in milliseconds
 * @param deletedAt time of the deletion in milliseconds
 * @param version seq of the last edit or deletion, or of the creation
 * @param thread what replies made of its thread; the version stays
 */
public record MessageRow(
        Key key,
        Creation creation,
        Content content,
        Versioned<Long> editedAt,
        Versioned<Long> deletedAt,
        long version,
        Versioned<Replies> thread) {

    /** The conversation and the seq of the event that created the message. */
    public record Key(String tenant, String conversation, long seq) {
        static Key of(Event event, long messageSeq) {
            return new Key(event.getTenant(), event.getConversation(), messageSeq);
        }
    }

    /**
     * What never changes. Guarded by {@code messageNo}, which is 0 in rows of events that change a message.
     *
     * @param sentAt milliseconds
     */
    public record Creation(
            long messageNo,
            String messageId,
            String sender,
            long sentAt,
            String kind,
            long contentKeyId,
            @Nullable String parentId,
            @Nullable String replyToId,
            @Nullable String clientMsgId) {
        static final Creation UNKNOWN = new Creation(0, "", "", 0, "", 0, null, null, null);

        static Creation of(Event event, MessageCreated message) {
            return new Creation(
                    event.getMessageNo(),
                    message.getMessageId(),
                    event.getActor() == null ? "" : event.getActor(),
                    event.getAt().toEpochMilli(),
                    message.getKind().name().toLowerCase(Locale.ROOT),
                    event.getContentKeyId(),
                    message.getParentId(),
                    message.getReplyToId(),
                    event.getActionId());
        }
    }

    /** What an edit may change, each field by itself; a field of seq 0 stays as it is. */
    public record Content(
            Versioned<String> text,
            Versioned<String> data,
            Versioned<List<String>> mentions,
            Versioned<List<String>> tags,
            Versioned<String> metadata) {
        static final Content UNCHANGED = new Content(
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown());

        /** Every field; all empty where the content is null, as an encrypted one is to the projection. */
        static Content of(@Nullable MessageContent content, long seq) {
            return content == null
                    ? new Content(set(null, seq), set(null, seq), set(null, seq), set(null, seq), set(null, seq))
                    : new Content(
                            set(content.getText(), seq),
                            set(content.getData(), seq),
                            set(content.getMentions(), seq),
                            set(content.getTags(), seq),
                            set(content.getMetadata(), seq));
        }

        /** The content of a tombstone: tags and metadata stay, for they are the application's. */
        static Content deleted(long seq) {
            return new Content(
                    set(null, seq), set(null, seq), set(null, seq), Versioned.unknown(), Versioned.unknown());
        }

        /** Of these fields only, by their names in the schema; the others stay as they are. */
        Content only(List<String> fields) {
            return new Content(
                    fields.contains("text") ? text : Versioned.unknown(),
                    fields.contains("data") ? data : Versioned.unknown(),
                    fields.contains("mentions") ? mentions : Versioned.unknown(),
                    fields.contains("tags") ? tags : Versioned.unknown(),
                    fields.contains("metadata") ? metadata : Versioned.unknown());
        }

        private static <T> Versioned<T> set(@Nullable T value, long seq) {
            return new Versioned<>(value, seq);
        }

        Content merge(Content other) {
            return new Content(
                    text.newer(other.text),
                    data.newer(other.data),
                    mentions.newer(other.mentions),
                    tags.newer(other.tags),
                    metadata.newer(other.metadata));
        }
    }

    /**
     * A thread.
     *
     * @param count of the replies that stand
     * @param lastAt when the last one was sent, in milliseconds
     */
    public record Replies(long count, long lastAt, long lastSeq) {
        static final Replies NONE = new Replies(0, 0, 0);
    }

    static MessageRow created(Event event, MessageCreated message) {
        var clear = event.getContent() instanceof MessageContent content ? content : null;
        return new MessageRow(
                Key.of(event, event.getSeq()),
                Creation.of(event, message),
                Content.of(clear, event.getSeq()),
                Versioned.unknown(),
                Versioned.unknown(),
                event.getSeq(),
                Versioned.unknown());
    }

    /** @param changed the fields that the event names, with the event's seq */
    static MessageRow edited(Event event, long messageSeq, Content changed) {
        return new MessageRow(
                Key.of(event, messageSeq),
                Creation.UNKNOWN,
                changed,
                new Versioned<>(event.getAt().toEpochMilli(), event.getSeq()),
                Versioned.unknown(),
                event.getSeq(),
                Versioned.unknown());
    }

    static MessageRow deleted(Event event, long messageSeq) {
        return new MessageRow(
                Key.of(event, messageSeq),
                Creation.UNKNOWN,
                Content.deleted(event.getSeq()),
                Versioned.unknown(),
                new Versioned<>(event.getAt().toEpochMilli(), event.getSeq()),
                event.getSeq(),
                Versioned.unknown());
    }

    /** The message whose thread got a reply or lost one. */
    static MessageRow replied(Event event, ThreadUpdated thread) {
        var replies =
                new Replies(thread.getReplies(), thread.getLastReplyAt().toEpochMilli(), thread.getLastReplySeq());
        return new MessageRow(
                Key.of(event, thread.getMessageSeq()),
                Creation.UNKNOWN,
                Content.UNCHANGED,
                Versioned.unknown(),
                Versioned.unknown(),
                0,
                new Versioned<>(replies, event.getSeq()));
    }

    Replies replies() {
        return thread.value() == null ? Replies.NONE : thread.value();
    }

    MessageRow merge(MessageRow other) {
        return new MessageRow(
                key,
                other.creation.messageNo > creation.messageNo ? other.creation : creation,
                content.merge(other.content),
                editedAt.newer(other.editedAt),
                deletedAt.newer(other.deletedAt),
                Math.max(version, other.version),
                thread.newer(other.thread));
    }
}
