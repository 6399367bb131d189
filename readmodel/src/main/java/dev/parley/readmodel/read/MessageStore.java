package dev.parley.readmodel.read;

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
     * @param version seq of the last event that changed it
     * @param thread null while it was never replied to
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
            @Nullable StoredThread thread) {
        public boolean isEdited() {
            return editedAt != null;
        }

        public boolean isDeleted() {
            return deletedAt != null;
        }
    }

    /** The thread of a message: how many replies stand, and the last one, deleted or not. */
    record StoredThread(long replies, Instant lastReplyAt, long lastReplySeq) {}

    /** The same messages, but lists leave out what a user deleted for themself; null = nothing is left out. */
    MessageStore seenBy(@Nullable String user);

    /** Messages with {@code seq < beforeSeq}, newest first. */
    List<StoredMessage> before(String tenant, String conversation, long beforeSeq, int limit);

    /** Messages with {@code seq > afterSeq}, oldest first. */
    List<StoredMessage> after(String tenant, String conversation, long afterSeq, int limit);

    /** Replies of a message's thread with {@code seq > afterSeq}, oldest first, deleted ones included. */
    List<StoredMessage> replies(String tenant, String conversation, String parentId, long afterSeq, int limit);

    Optional<StoredMessage> find(String tenant, String messageId);
}
