package dev.parley.readmodel.read;

import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's conversations as the user sees them: how far it has read, what it has not, and what it set for itself. All calls block and
 * may throw {@link dev.parley.readmodel.StoreUnavailableException}.
 *
 * <p>A message counts as unread for a member that has not sent it if its seq is above the member's marker, it stands (it is not deleted,
 * for all or for the member alone) and belongs to no thread: replies count in their thread. The marker is the highest of what
 * the member has read, the event by which it joined, and the last message of its own that belongs to no thread, unless it
 * marked the conversation as unread after that.
 */
public interface InboxStore {
    /**
     * How far a member has got; seqs.
     *
     * @param readUpTo with the joining and own messages reckoned in
     * @param deliveredUpTo never below {@code readUpTo}
     */
    record Marker(long readUpTo, long deliveredUpTo, boolean markedUnread) {}

    /**
     * What is unread after a marker, as far as the store has the conversation.
     *
     * @param mentions of the unread messages those that name the member, or every member
     * @param headSeq highest seq that was reckoned in
     */
    record Unread(long messages, long mentions, long headSeq) {}

    /**
     * What the member set for itself.
     *
     * @param mutedUntil the end of 9999 = no end
     * @param version of the member's settings; 0 where it never set any on this conversation
     */
    record Settings(
            @Nullable Instant pinnedAt,
            @Nullable Instant mutedUntil,
            boolean isArchived,
            long hiddenUpTo,
            @Nullable String draft,
            long version) {
        /** Of a user that never set any. */
        public static final Settings NONE = new Settings(null, null, false, 0, null, 0);
    }

    /**
     * A conversation of a member, present or former.
     *
     * @param group null in a direct conversation, and where it was deleted
     * @param headSeq highest stored seq that the member may know: of a former member that of its leaving
     * @param messageNo number of messages at that seq
     * @param lastMessage the last one that belongs to no thread and that the member did not delete for itself; a tombstone where it was deleted
     * @param isHidden whether the member hid it and no message came since, replies included
     * @param lastActivityAt of the last message, replies included; where there is none of the membership's begin
     */
    record Entry(
            Membership membership,
            @Nullable StoredGroup group,
            long headSeq,
            long messageNo,
            @Nullable StoredMessage lastMessage,
            Instant lastActivityAt,
            Marker marker,
            Unread unread,
            Settings settings,
            boolean isHidden) {
        public Place place() {
            return new Place(lastActivityAt.toEpochMilli(), membership.conversation());
        }
    }

    /**
     * Which conversations a list has.
     *
     * @param archived null = all; archived ones only, or none of them
     * @param unread null = all; those with unread messages or marked as unread, or the others
     * @param prefix {@code d:}, {@code g:}; empty for both kinds
     * @param withHidden whether those that the member hid and that had no message since are listed
     * @param withFormer whether conversations that the member left, or whose group was deleted, are listed
     */
    record Filter(
            @Nullable Boolean archived,
            @Nullable Boolean unread,
            String prefix,
            boolean withHidden,
            boolean withFormer) {}

    /** A conversation's place in the list: the time of its last activity in milliseconds, then its name. */
    record Place(long lastActivityAt, String conversation) {}

    /** The latest activity first, at most {@code limit}; {@code after} null = from the first. */
    List<Entry> list(String tenant, String user, Filter filter, @Nullable Place after, int limit);

    /** Of those that the user is or was a member of; in no order. */
    List<Entry> find(String tenant, String user, Collection<String> conversations);

    /** What a user set on a conversation, a member or not; by its key. */
    Settings settings(String tenant, String user, String conversation);

    /** Present members only; empty where the user is none. */
    Optional<Marker> marker(String tenant, String user, String conversation);

    /** What would be unread for a member with its marker there; own messages after it do not count. */
    Unread unreadAfter(String tenant, String user, String conversation, long readUpTo);
}
