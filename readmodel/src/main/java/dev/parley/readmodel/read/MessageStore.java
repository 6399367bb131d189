package dev.parley.readmodel.read;

import dev.parley.schemas.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages as they are now. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface MessageStore {
    /**
     * A message.
     *
     * @param kind lower case: {@code text}, {@code custom}, …
     * @param dataJson a JSON object, unchanged since it was sent
     * @param editedAt time of the last edit; null = never edited
     * @param deletedAt null = not deleted; text, data and mentions of a deleted message are empty
     * @param version seq of the last event that created, edited or deleted it
     * @param changedSeq seq of the last event about it, reactions and pins included
     * @param reactions the most frequent first; none of a deleted message
     * @param pinned null where it is not pinned
     * @param thread null while it was never replied to
     * @param expiresAt when it is deleted by itself; null = never
     */
    record StoredMessage(
            String id,
            String conversation,
            long seq,
            long messageNo,
            String sender,
            Instant at,
            String kind,
            @Nullable String text,
            @Nullable String dataJson,
            List<String> mentions,
            List<String> tags,
            @Nullable String metadataJson,
            @Nullable String parentId,
            @Nullable String replyToId,
            @Nullable String clientMsgId,
            @Nullable Instant editedAt,
            @Nullable Instant deletedAt,
            long version,
            long changedSeq,
            List<Attachment> attachments,
            List<ReactionCount> reactions,
            @Nullable Pin pinned,
            @Nullable StoredThread thread,
            @Nullable Instant expiresAt) {
        /** The same message with these reactions. */
        public StoredMessage withReactions(List<ReactionCount> counts) {
            return new StoredMessage(
                    id,
                    conversation,
                    seq,
                    messageNo,
                    sender,
                    at,
                    kind,
                    text,
                    dataJson,
                    mentions,
                    tags,
                    metadataJson,
                    parentId,
                    replyToId,
                    clientMsgId,
                    editedAt,
                    deletedAt,
                    version,
                    changedSeq,
                    attachments,
                    counts,
                    pinned,
                    thread,
                    expiresAt);
        }

        public boolean isEdited() {
            return editedAt != null;
        }

        public boolean isDeleted() {
            return deletedAt != null;
        }
    }

    /** How many users have a reaction to a message. */
    record ReactionCount(String emoji, long count) {}

    /**
     * Who pinned a message, and when.
     *
     * @param seq of the event that did
     */
    record Pin(String by, Instant at, long seq) {}

    /** The thread of a message: how many replies stand, and the last one, deleted or not. */
    record StoredThread(long replies, Instant lastReplyAt, long lastReplySeq) {}

    /** The same messages, but lists leave out what a user deleted for themself; null = nothing is left out. */
    MessageStore seenBy(@Nullable String user);

    /** Messages with {@code seq < beforeSeq}, newest first. */
    List<StoredMessage> before(String tenant, String conversation, long beforeSeq, int limit);

    /** Messages with {@code seq > afterSeq}, oldest first. */
    List<StoredMessage> after(String tenant, String conversation, long afterSeq, int limit);

    /** Pinned messages, those that stand, with a pin of {@code seq < beforeSeq}; the newest pin first. */
    List<StoredMessage> pinned(String tenant, String conversation, long beforeSeq, int limit);

    /** Replies of a message's thread with {@code seq > afterSeq}, oldest first, deleted ones included. */
    List<StoredMessage> replies(String tenant, String conversation, String parentId, long afterSeq, int limit);

    Optional<StoredMessage> find(String tenant, String messageId);
}
