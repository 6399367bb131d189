package dev.parley.readmodel.sql;

import java.util.Collection;
import java.util.List;

/**
 * The parts of a statement that count mentions of a user: all rows of the ranges, those that hold no more, and those of messages that the
 * user deleted for itself. The first part reads nothing but the key range of the table mentions; the others begin with the
 * changed and the hidden messages, which are few. The subject of a count is the conversation, its place the seq of
 * the thread's first message.
 *
 * @param user whom the mentions name; its own messages are not counted
 */
record MentionCounts(String tenant, String user) {
    static final String ROWS = "mention-rows";
    static final String STALE = "stale-mentions";
    static final String HIDDEN = "hidden-mentions";

    private static final String EVERYBODY = ":all";

    /** Whose rows count, of which messages. */
    private static final String COUNTED =
            " AND n.user_id IN (?, '" + EVERYBODY + "') AND n.is_counted = TRUE AND n.sender <> ?";

    private static final String BY_PLACE = " GROUP BY n.conversation, n.parent_seq";

    /** Each part is put behind a {@code UNION ALL}. */
    void addTo(Query query, Collection<CountedRange> ranges) {
        query.add(
                        " UNION ALL SELECT '" + ROWS + "', n.conversation, n.parent_seq, COUNT(*) FROM mentions n"
                                + " WHERE n.tenant = ?" + COUNTED + " AND ",
                        tenant,
                        user,
                        user)
                .anyOf(
                        ranges,
                        "n.conversation = ? AND n.message_seq > ? AND n.message_seq <= ? AND n.parent_seq = ?",
                        MentionCounts::withParent)
                .add(BY_PLACE);
        // An edit of the mentions, or the deletion, has the message's newest mentions_seq, and is one of its changes.
        query.add(
                        " UNION ALL SELECT '" + STALE + "', n.conversation, n.parent_seq, COUNT(*) FROM message_changes e"
                                + " JOIN messages x ON x.tenant = e.tenant AND x.conversation = e.conversation"
                                + " AND x.seq = e.message_seq AND x.mentions_seq = e.seq"
                                + " JOIN mentions n ON n.tenant = e.tenant AND n.conversation = e.conversation"
                                + " AND n.message_seq = e.message_seq AND n.seq < e.seq WHERE e.tenant = ?" + COUNTED
                                + " AND ",
                        tenant,
                        user,
                        user)
                .anyOf(
                        ranges,
                        "e.conversation = ? AND e.message_seq > ? AND e.message_seq <= ? AND n.parent_seq = ?",
                        MentionCounts::withParent)
                .add(BY_PLACE);
        query.add(
                        " UNION ALL SELECT '" + HIDDEN + "', n.conversation, n.parent_seq, COUNT(*) FROM message_marks k"
                                + " JOIN messages x ON x.tenant = k.tenant AND x.conversation = k.conversation"
                                + " AND x.seq = k.message_seq"
                                + " JOIN mentions n ON n.tenant = k.tenant AND n.conversation = k.conversation"
                                + " AND n.message_seq = k.message_seq AND n.seq = x.mentions_seq"
                                + " WHERE k.tenant = ? AND k.user_id = ? AND k.is_hidden = TRUE" + COUNTED + " AND ",
                        tenant,
                        user,
                        user,
                        user)
                .anyOf(
                        ranges,
                        "k.conversation = ? AND k.message_seq > ? AND k.message_seq <= ? AND n.parent_seq = ?",
                        MentionCounts::withParent)
                .add(BY_PLACE);
    }

    private static List<Object> withParent(CountedRange range) {
        return List.of(range.conversation(), range.after(), range.upTo(), range.parentSeq());
    }

    /** What the parts found. */
    static long of(Counts counts, CountedRange.Place place) {
        return Math.max(
                0, counts.number(ROWS, place) - counts.number(STALE, place) - counts.number(HIDDEN, place));
    }
}
