package dev.parley.readmodel.read;

import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What users set on messages for themselves alone. All calls block and may throw
 * {@link dev.parley.readmodel.StoreUnavailableException}.
 */
public interface MarkStore {
    /**
     * A user's mark on a message.
     *
     * @param savedAt null where it is not saved
     * @param isHidden whether the user deleted the message for themself
     * @param isSubscribed the user's choice on the message's thread; null where there is none
     * @param threadReadUpTo how far the user said it has read the message's thread: seq of a reply; 0 = not at all
     * @param version grows with each mark of the user
     */
    record StoredMark(
            @Nullable Instant savedAt,
            boolean isHidden,
            @Nullable Boolean isSubscribed,
            long threadReadUpTo,
            long version) {
        public boolean isSaved() {
            return savedAt != null;
        }
    }

    /** A saved message; {@code savedVersion} orders the list. */
    record SavedMessage(StoredMessage message, long savedVersion) {}

    /** @param messageSeq seq of the event that created the message */
    Optional<StoredMark> find(String tenant, String user, String conversation, long messageSeq);

    /**
     * What a user set on the messages of a page, each by its seq.
     *
     * @param hidden those that the user deleted for themself
     */
    record PageMarks(Set<Long> saved, Set<Long> hidden) {
        public static final PageMarks NONE = new PageMarks(Set.of(), Set.of());
    }

    /** The marks on the messages of a conversation, both ends included. */
    PageMarks between(String tenant, String user, String conversation, long fromSeq, long toSeq);

    /** What a user has saved, the newest first, whether the user may still read it or not. */
    List<SavedMessage> saved(String tenant, String user, long beforeVersion, int limit);
}
