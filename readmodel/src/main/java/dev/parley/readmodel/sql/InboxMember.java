package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.InboxStore.Marker;
import dev.parley.readmodel.read.InboxStore.Settings;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.schemas.content.DirectConversations;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A membership with what the member did and set, before its own messages are reckoned in.
 *
 * @param group null in a direct conversation, and where the group of the membership was deleted
 * @param messageNo number of messages at the head
 * @param lastMessageSeq seq of the conversation's last message
 * @param lastUnthreadedSeq seq of the conversation's last message that belongs to no thread
 * @param receipt what the member said of how far it has got
 */
record InboxMember(
        Membership membership,
        @Nullable StoredGroup group,
        long messageNo,
        long lastMessageSeq,
        long lastUnthreadedSeq,
        StoredMarker receipt,
        Settings settings) {

    /** How far the member said it has got, and never less than it had on joining; own messages up to {@code unreadSeq} say nothing. */
    record StoredMarker(long readUpTo, long deliveredUpTo, boolean isMarkedUnread, long unreadSeq) {
        /** @param ownSeq seq of the member's last own message that says something; 0 = there is none */
        Marker with(long ownSeq) {
            var reached = Math.max(readUpTo, ownSeq);
            return new Marker(reached, Math.max(deliveredUpTo, reached), isMarkedUnread && ownSeq <= unreadSeq);
        }

        /** Only own messages behind it can move the marker. */
        long ownCountAfter() {
            return Math.max(readUpTo, unreadSeq);
        }
    }

    // A receipt of an earlier membership is behind the joining. One that stems from own messages alone may not know
    // when that was.
    static final String SELECT = "SELECT c.*, m.user_id, m.role, m.is_member, m.joined_seq, m.left_seq, "
            + SqlMembershipStore.DELETIONS + """
            , r.read_up_to, r.delivered_up_to, r.marked_unread, r.unread_seq,
              s.pinned_at, s.muted_until, s.is_archived, s.hidden_up_to, s.draft, s.version AS settings_version
            FROM members m FORCE INDEX (PRIMARY) STRAIGHT_JOIN conversations c ON c.tenant = m.tenant AND c.conversation = m.conversation
            LEFT JOIN receipts r ON r.tenant = m.tenant AND r.conversation = m.conversation AND r.user_id = m.user_id
              AND (r.member_since >= m.joined_seq OR r.read_up_to >= m.joined_seq)
            LEFT JOIN conversation_settings s ON s.tenant = m.tenant AND s.user_id = m.user_id
              AND s.conversation = m.conversation
            WHERE m.tenant = ? AND m.user_id = ? AND m.conversation""";

    static InboxMember read(ResultSet row) throws SQLException {
        var membership = SqlMembershipStore.membership(row);
        return new InboxMember(
                membership,
                group(row, membership),
                row.getLong("message_no"),
                row.getLong("last_message_seq"),
                row.getLong("last_unthreaded_seq"),
                marker(row, membership),
                settings(row));
    }

    private static @Nullable StoredGroup group(ResultSet row, Membership membership) throws SQLException {
        var deletedSeq = row.getLong("deleted_seq");
        var isThere = row.getLong("info_seq") > deletedSeq && membership.joinedSeq() > deletedSeq;
        return isThere ? SqlGroupStore.group(row, membership.isMember() ? membership.role() : null) : null;
    }

    private static StoredMarker marker(ResultSet row, Membership membership) throws SQLException {
        var floor = floor(membership.conversation(), membership.joinedSeq());
        return new StoredMarker(
                Math.max(floor, row.getLong("read_up_to")),
                Math.max(floor, row.getLong("delivered_up_to")),
                row.getBoolean("marked_unread"),
                row.getLong("unread_seq"));
    }

    /** What a member has read on joining: the event by which it joined; in a direct conversation that is the first message, unread. */
    static long floor(String conversation, long joinedSeq) {
        return DirectConversations.isDirect(conversation) ? joinedSeq - 1 : joinedSeq;
    }

    static Settings settings(ResultSet row) throws SQLException {
        return new Settings(
                Times.orNull(row, "pinned_at"),
                Times.orNull(row, "muted_until"),
                row.getBoolean("is_archived"),
                row.getLong("hidden_up_to"),
                row.getString("draft"),
                row.getLong("settings_version"));
    }

    /**
     * Hiding a former group of the same id hides nothing.
     *
     * @param shown the last message that a former member may know
     */
    boolean isHidden(@Nullable StoredMessage shown) {
        var former = shown == null ? 0 : shown.seq();
        var last = membership.isMember() ? lastMessageSeq : former;
        return settings.hiddenUpTo() > membership.sinceSeq() && settings.hiddenUpTo() >= last;
    }

    String conversation() {
        return membership.conversation();
    }

    /** The last seq that the member may know; open while it is a member. */
    long lastSeq() {
        return membership.isMember() ? Long.MAX_VALUE : membership.leftSeq();
    }

    /** Whether the conversation's last message that belongs to no thread is one of the membership. */
    boolean showsLastUnthreaded() {
        return lastUnthreadedSeq > membership.sinceSeq() && lastUnthreadedSeq <= lastSeq();
    }

    /** Whether an own message can be behind what the member said. */
    boolean mayHaveOwnBehind() {
        return lastMessageSeq > receipt.ownCountAfter();
    }

    /** Whether there is a message behind a marker that could be unread. */
    boolean mayHaveUnreadAfter(long seq) {
        return lastUnthreadedSeq > seq && seq < lastSeq();
    }
}
