package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.InboxStore.Filter;
import dev.parley.readmodel.read.InboxStore.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a user's conversations in order. Reads all memberships and the heads of their conversations, since each message moves its
 * conversation for everyone in it; sorts their keys only.
 */
record InboxPlaces(SqlReader reader, String tenant, String user) {
    static final Place FIRST = new Place(Long.MAX_VALUE, "");

    /** The latest activity first, then by the bytes of the name, as the store has it. */
    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::lastActivityAt)
            .reversed()
            .thenComparing(place -> place.conversation().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** Put behind a prefix it is the upper bound, exclusive, of every text with the prefix. */
    private static final String PAST = Character.toString(Character.MAX_CODE_POINT);

    // What a former group said is not of the present one.
    private static final String PRESENT = """
            SELECT p.conversation, p.activity FROM (
              SELECT m.conversation, CASE WHEN c.last_message_seq > c.deleted_seq THEN c.last_message_at
                ELSE COALESCE(m.joined_at, c.created_at, 0) END AS activity
              FROM members m FORCE INDEX (members_of_user)
              STRAIGHT_JOIN conversations c ON c.tenant = m.tenant AND c.conversation = m.conversation
              LEFT JOIN conversation_settings s ON s.tenant = m.tenant AND s.user_id = m.user_id
                AND s.conversation = m.conversation
            """;
    private static final String WITH_RECEIPTS = """
              LEFT JOIN receipts r ON r.tenant = m.tenant AND r.conversation = m.conversation AND r.user_id = m.user_id
                AND (r.member_since >= m.joined_seq OR r.read_up_to >= m.joined_seq)
            """;
    private static final String OF_MEMBER =
            " WHERE m.tenant = ? AND m.user_id = ? AND m.is_member = TRUE AND m.joined_seq > c.deleted_seq";
    private static final String NOT_HIDDEN = " AND (s.hidden_up_to IS NULL OR s.hidden_up_to <= c.deleted_seq"
            + " OR c.last_message_seq > s.hidden_up_to)";
    // All that have something unread, and some more: own messages that are not in the receipt yet are not reckoned in.
    private static final String MAY_BE_UNREAD = " AND (r.marked_unread = TRUE OR (c.last_unthreaded_seq >= m.joined_seq"
            + " AND c.last_unthreaded_seq > COALESCE(r.read_up_to, 0)))";
    private static final String IN_ORDER = """
            ) p WHERE (p.activity < ? OR (p.activity = ? AND p.conversation > ?))
            ORDER BY p.activity DESC, p.conversation LIMIT ?""";

    /**
     * Those behind a place that can be in a list; where it is one of unread conversations, also some that are not unread.
     *
     * @param only null = all of the user's
     */
    List<Place> page(Filter filter, @Nullable Collection<String> only, Place after, int limit) {
        var present = present(filter, only, after, limit);
        if (!filter.withFormer()) {
            return present;
        }
        var former = new FormerPlaces(reader, tenant, user)
                .of(filter, only).stream().filter(place -> ORDER.compare(after, place) < 0);
        return Stream.concat(present.stream(), former)
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    private List<Place> present(Filter filter, @Nullable Collection<String> only, Place after, int limit) {
        var mustBeUnread = Boolean.TRUE.equals(filter.unread());
        var query = new Query().add(PRESENT + (mustBeUnread ? WITH_RECEIPTS : "") + OF_MEMBER, tenant, user);
        addChoice(query, filter, only);
        query.add((filter.withHidden() ? "" : NOT_HIDDEN) + (mustBeUnread ? MAY_BE_UNREAD : ""));
        return query.add(IN_ORDER, after.lastActivityAt(), after.lastActivityAt(), after.conversation(), limit)
                .list(reader, row -> new Place(row.getLong(2), row.getString(1)));
    }

    /** Conditions on the membership {@code m} and the settings {@code s}. */
    static void addChoice(Query query, Filter filter, @Nullable Collection<String> only) {
        if (only != null) {
            query.add(" AND m.conversation").in(only);
        }
        if (!filter.prefix().isEmpty()) {
            query.add(" AND m.conversation >= ? AND m.conversation < ?", filter.prefix(), filter.prefix() + PAST);
        }
        if (filter.archived() != null) {
            query.add(" AND COALESCE(s.is_archived, FALSE) = ?", filter.archived());
        }
    }
}
