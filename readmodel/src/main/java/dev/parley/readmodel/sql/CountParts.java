package dev.parley.readmodel.sql;

import dev.parley.readmodel.sql.CountedRange.Place;
import dev.parley.readmodel.write.MentionRow;
import java.util.Collection;
import java.util.List;

/**
 * Parts of a statement that counts, each put behind a {@code UNION ALL}, with the columns kind, subject, place, number. Mentions are all rows
 * of the ranges, less those that hold no more and those of messages that the user deleted for itself. The rows are counted by their key
 * alone; the exceptions begin with the changed and the hidden messages, which are few, and join.
 *
 * <p>Indexes are named: estimating all that could serve many ranges costs a store more than reading them.
 *
 * @param user for whom it is counted: what names it, but nothing of its own
 */
record CountParts(String tenant, String user) {
    private static final String MENTIONS = "mentions";
    private static final String STALE = "stale-mentions";
    private static final String HIDDEN_MENTIONS = "hidden-mentions";
    private static final String CHANGED = "changed";
    private static final String HIDDEN = "hidden-by-user";

    private static final String COUNTED =
            " AND n.user_id IN (?, '" + MentionRow.EVERYBODY + "') AND n.is_counted = TRUE AND n.sender <> ?";

    private static final String ROWS = " UNION ALL SELECT '" + MENTIONS
            + "', n.conversation, n.parent_seq, COUNT(*) FROM mentions n FORCE INDEX (PRIMARY)" + " WHERE n.tenant = ?"
            + COUNTED + " AND ";
    // An edit of the mentions, or the deletion, has the message's newest mentions_seq, and is one of its changes.
    private static final String STALE_ROWS = " UNION ALL SELECT '" + STALE
            + "', n.conversation, n.parent_seq, COUNT(*) FROM message_changes e FORCE INDEX (PRIMARY)"
            + " STRAIGHT_JOIN messages x FORCE INDEX (PRIMARY) ON x.tenant = e.tenant"
            + " AND x.conversation = e.conversation AND x.seq = e.message_seq AND x.mentions_seq = e.seq"
            + " STRAIGHT_JOIN mentions n FORCE INDEX (PRIMARY) ON n.tenant = e.tenant"
            + " AND n.conversation = e.conversation AND n.message_seq = e.message_seq AND n.seq < e.seq"
            + " WHERE e.tenant = ?" + COUNTED + " AND ";
    private static final String HIDDEN_ROWS = " UNION ALL SELECT '" + HIDDEN_MENTIONS
            + "', n.conversation, n.parent_seq, COUNT(*) FROM message_marks k FORCE INDEX (PRIMARY)"
            + " STRAIGHT_JOIN messages x FORCE INDEX (PRIMARY) ON x.tenant = k.tenant"
            + " AND x.conversation = k.conversation AND x.seq = k.message_seq"
            + " STRAIGHT_JOIN mentions n FORCE INDEX (PRIMARY) ON n.tenant = k.tenant"
            + " AND n.conversation = k.conversation AND n.message_seq = k.message_seq AND n.seq = x.mentions_seq"
            + " WHERE k.tenant = ? AND k.user_id = ? AND k.is_hidden = TRUE" + COUNTED + " AND ";
    private static final String BY_PLACE = " GROUP BY n.conversation, n.parent_seq";

    private static final String CHANGES = " UNION ALL SELECT '" + CHANGED
            + "', e.conversation, 0, COUNT(*) FROM message_changes e WHERE e.tenant = ? AND ";
    private static final String HIDDEN_MARKS = " UNION ALL SELECT '" + HIDDEN
            + "', k.conversation, 0, COUNT(*) FROM message_marks k FORCE INDEX (PRIMARY)"
            + " WHERE k.tenant = ? AND k.user_id = ? AND k.is_hidden = TRUE AND ";

    void mentions(Query query, Collection<CountedRange> ranges) {
        query.add(ROWS, tenant, user, user)
                .anyOf(
                        ranges,
                        "n.conversation = ? AND n.message_seq > ? AND n.message_seq <= ? AND n.parent_seq = ?",
                        CountParts::withParent)
                .add(BY_PLACE);
    }

    /** What {@link #mentions} counts too much. */
    void mentionExceptions(Query query, Collection<CountedRange> ranges) {
        query.add(STALE_ROWS, tenant, user, user)
                .anyOf(
                        ranges,
                        "e.conversation = ? AND e.message_seq > ? AND e.message_seq <= ? AND n.parent_seq = ?",
                        CountParts::withParent)
                .add(BY_PLACE);
        query.add(HIDDEN_ROWS, tenant, user, user, user)
                .anyOf(
                        ranges,
                        "k.conversation = ? AND k.message_seq > ? AND k.message_seq <= ? AND n.parent_seq = ?",
                        CountParts::withParent)
                .add(BY_PLACE);
    }

    /** Whether there is anything to look for exceptions in: changed messages, and those that the user deleted for itself. */
    void changes(Query query, Collection<CountedRange> ranges) {
        query.add(CHANGES, tenant)
                .anyOf(ranges, "e.conversation = ? AND e.message_seq > ? AND e.message_seq <= ?", CountedRange::seqs)
                .add(" GROUP BY e.conversation");
        query.add(HIDDEN_MARKS, tenant, user)
                .anyOf(ranges, "k.conversation = ? AND k.message_seq > ? AND k.message_seq <= ?", CountedRange::seqs)
                .add(" GROUP BY k.conversation");
    }

    private static List<Object> withParent(CountedRange range) {
        return List.of(range.conversation(), range.after(), range.upTo(), range.parentSeq());
    }

    static long mentionsIn(Counts counts, Place place) {
        return Math.max(
                0,
                counts.number(MENTIONS, place) - counts.number(STALE, place) - counts.number(HIDDEN_MENTIONS, place));
    }

    static boolean hasChanged(Counts counts, CountedRange range) {
        return counts.number(CHANGED, range.conversation(), 0) > 0;
    }

    static boolean hasHidden(Counts counts, CountedRange range) {
        return counts.number(HIDDEN, range.conversation(), 0) > 0;
    }
}
