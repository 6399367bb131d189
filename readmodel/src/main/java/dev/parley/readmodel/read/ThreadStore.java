package dev.parley.readmodel.read;

import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of a user. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface ThreadStore {
    /**
     * A thread as one user has it.
     *
     * @param parent its first message, with a thread that was replied to
     * @param isSubscribed whether the user chose it; otherwise the user takes part, or a reply names it
     * @param isSaved whether the user saved the first message
     * @param readUpTo how far the user has read the thread, own replies reckoned in: seq of a reply; 0 = not at all
     * @param unread replies of others behind it that stand and that the user did not delete for itself
     * @param mentions of the unread replies those that name the user, or every member
     */
    record FollowedThread(
            StoredMessage parent, boolean isSubscribed, boolean isSaved, long readUpTo, long unread, long mentions) {}

    /** How far a user has read a thread, and what it has not; as in {@link FollowedThread}. */
    record ThreadMarker(long readUpTo, long unread, long mentions) {}

    /** A thread's place in the list: the time of its last reply in milliseconds, then the first message's conversation and seq. */
    record Place(long lastReplyAt, String conversation, long seq) {}

    /**
     * The threads that a user takes part in, began, subscribed to or is named in by a reply that stands, without those that the user
     * left or whose first message the user deleted for themself; the latest reply first. Whether the user may still read them is
     * for the caller to see.
     *
     * @param after null = from the first
     */
    List<FollowedThread> of(String tenant, String user, @Nullable Place after, int limit);

    /**
     * Of one thread, whether the user follows it or not.
     *
     * @param parent its first message
     */
    ThreadMarker marker(String tenant, String user, StoredMessage parent);
}
