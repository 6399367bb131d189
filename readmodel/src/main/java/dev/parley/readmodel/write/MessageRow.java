package dev.parley.readmodel.write;

import dev.parley.schemas.Attachment;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.ThreadUpdated;
import dev.parley.schemas.content.MessageKinds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message, as far as some of its events tell: its creation, edits of single fields, its deletion.
 *
 * @param editedAt time of the last edit in milliseconds
 * @param deletedAt time of the deletion in milliseconds
 * @param version seq of the last event that created, edited or deleted the message
 * @param pin null where it is not pinned
 * @param changedSeq seq of the last event that did something else with the message; 0 = there was none
 * @param thread what replies made of its thread; the version stays
 */
public record MessageRow(
        Key key,
        Creation creation,
        Content content,
        Versioned<Long> editedAt,
        Versioned<Long> deletedAt,
        long version,
        Versioned<Pin> pin,
        long changedSeq,
        Versioned<Replies> thread) {

    /** The conversation and the seq of the event that created the message. */
    public record Key(String tenant, String conversation, long seq) {
        static Key of(Event event, long messageSeq) {
            return new Key(event.getTenant(), event.getConversation(), messageSeq);
        }
    }

    /** Who pinned a message, and when, in milliseconds. */
    public record Pin(String by, long at) {}

    /**
     * What never changes. Guarded by {@code messageNo}, which is 0 in rows of events that change a message.
     *
     * @param sentAt milliseconds
     * @param expiresAt when it is deleted by itself, in milliseconds
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
            @Nullable String clientMsgId,
            @Nullable Long expiresAt) {
        static final Creation UNKNOWN = new Creation(0, "", "", 0, "", 0, null, null, null, null);

        static Creation of(Event event, MessageCreated message) {
            return new Creation(
                    event.getMessageNo(),
                    message.getMessageId(),
                    event.getActor() == null ? "" : event.getActor(),
                    event.getAt().toEpochMilli(),
                    MessageKinds.name(message.getKind()),
                    event.getContentKeyId(),
                    message.getParentId(),
                    message.getReplyToId(),
                    event.getActionId(),
                    message.getExpiresAt() == null
                            ? null
                            : message.getExpiresAt().toEpochMilli());
        }
    }

    /** What an edit may change, each field by itself; a field of seq 0 stays as it is. */
    public record Content(
            Versioned<String> text,
            Versioned<String> data,
            Versioned<List<String>> mentions,
            Versioned<List<String>> tags,
            Versioned<String> metadata,
            Versioned<List<Attachment>> attachments) {
        static final Content UNCHANGED = new Content(
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown());

        /** Every field; all empty where the content is null, as an encrypted one is to the projection. */
        static Content of(@Nullable MessageContent content, long seq) {
            return content == null
                    ? new Content(
                            set(null, seq),
                            set(null, seq),
                            set(null, seq),
                            set(null, seq),
                            set(null, seq),
                            set(null, seq))
                    : new Content(
                            set(content.getText(), seq),
                            set(content.getData(), seq),
                            set(content.getMentions(), seq),
                            set(content.getTags(), seq),
                            set(content.getMetadata(), seq),
                            set(content.getAttachments(), seq));
        }

        /** As a new message has it: without files it leaves their columns alone, as most messages do. */
        Content withoutEmptyFiles() {
            var files = attachments.value();
            return files != null && !files.isEmpty()
                    ? this
                    : new Content(text, data, mentions, tags, metadata, Versioned.unknown());
        }

        /** The content of a tombstone: tags and metadata stay, for they are the application's. */
        static Content deleted(long seq) {
            return new Content(
                    set(null, seq),
                    set(null, seq),
                    set(null, seq),
                    Versioned.unknown(),
                    Versioned.unknown(),
                    set(null, seq));
        }

        /** Of these fields only, by their names in the schema; the others stay as they are. */
        Content only(List<String> fields) {
            return new Content(
                    fields.contains("text") ? text : Versioned.unknown(),
                    fields.contains("data") ? data : Versioned.unknown(),
                    fields.contains("mentions") ? mentions : Versioned.unknown(),
                    fields.contains("tags") ? tags : Versioned.unknown(),
                    fields.contains("metadata") ? metadata : Versioned.unknown(),
                    fields.contains("attachments") ? attachments : Versioned.unknown());
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
                    metadata.newer(other.metadata),
                    attachments.newer(other.attachments));
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
                Content.of(clear, event.getSeq()).withoutEmptyFiles(),
                Versioned.unknown(),
                Versioned.unknown(),
                event.getSeq(),
                Versioned.unknown(),
                0,
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
                Versioned.unknown(),
                0,
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
                new Versioned<>(null, event.getSeq()),
                0,
                Versioned.unknown());
    }

    static MessageRow pinned(Event event, long messageSeq) {
        var by = event.getActor() == null ? "" : event.getActor();
        return changed(event, messageSeq)
                .withPin(new Versioned<>(new Pin(by, event.getAt().toEpochMilli()), event.getSeq()));
    }

    static MessageRow unpinned(Event event, long messageSeq) {
        return changed(event, messageSeq).withPin(new Versioned<>(null, event.getSeq()));
    }

    /** Of an event after which the message is to be read again, though it is the same version. */
    static MessageRow changed(Event event, long messageSeq) {
        return new MessageRow(
                Key.of(event, messageSeq),
                Creation.UNKNOWN,
                Content.UNCHANGED,
                Versioned.unknown(),
                Versioned.unknown(),
                0,
                Versioned.unknown(),
                event.getSeq(),
                Versioned.unknown());
    }

    /** The message whose thread got a reply or lost one. */
    static MessageRow replied(Event event, ThreadUpdated thread) {
        var replies =
                new Replies(thread.getReplies(), thread.getLastReplyAt().toEpochMilli(), thread.getLastReplySeq());
        return changed(event, thread.getMessageSeq()).withThread(new Versioned<>(replies, event.getSeq()));
    }

    Replies replies() {
        return thread.value() == null ? Replies.NONE : thread.value();
    }

    private MessageRow withPin(Versioned<Pin> changed) {
        return new MessageRow(key, creation, content, editedAt, deletedAt, version, changed, changedSeq, thread);
    }

    private MessageRow withThread(Versioned<Replies> changed) {
        return new MessageRow(key, creation, content, editedAt, deletedAt, version, pin, changedSeq, changed);
    }

    MessageRow merge(MessageRow other) {
        return new MessageRow(
                key,
                other.creation.messageNo > creation.messageNo ? other.creation : creation,
                content.merge(other.content),
                editedAt.newer(other.editedAt),
                deletedAt.newer(other.deletedAt),
                Math.max(version, other.version),
                pin.newer(other.pin),
                Math.max(changedSeq, other.changedSeq),
                thread.newer(other.thread));
    }
}
