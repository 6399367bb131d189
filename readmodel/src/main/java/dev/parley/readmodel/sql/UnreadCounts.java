package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.readmodel.sql.CountedRange.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what is unread, all conversations in one statement; those with messages that the user deleted for itself or with changed mentions in
 * a second one, again of one moment. Messages in between are not read: their number is the difference of two message numbers, less
 * those that do not count. So the cost follows the user's own messages, replies, deletions and mentions behind the marker.
 */
record UnreadCounts(SqlReader reader, String tenant, String user) {
    private static final String HEAD = "head";
    private static final String MESSAGE_NO = "message-no";
    private static final String OWN = "own";
    private static final String UNCOUNTED = "uncounted";
    private static final String HIDDEN = "hidden";

    private static final String HEADS = "SELECT '" + HEAD
            + "' AS kind, c.conversation AS subject, 0 AS place, c.head_seq AS number FROM conversations c"
            + " WHERE c.tenant = ? AND c.conversation";
    private static final String HEAD_NUMBERS = " UNION ALL SELECT '" + MESSAGE_NO
            + "', c.conversation, c.head_seq, c.message_no FROM conversations c WHERE c.tenant = ? AND c.conversation";
    private static final String NUMBERS = " UNION ALL SELECT '" + MESSAGE_NO
            + "', v.conversation, v.seq, v.message_no FROM events v WHERE v.tenant = ? AND ";
    private static final String OWN_ONES = " UNION ALL SELECT '" + OWN
            + "', x.conversation, 0, COUNT(*) FROM messages x FORCE INDEX (messages_by_sender)"
            + " WHERE x.tenant = ? AND x.sender = ? AND ";
    private static final String UNCOUNTED_ONES = " UNION ALL SELECT '" + UNCOUNTED
            + "', u.conversation, 0, COUNT(*) FROM uncounted u WHERE u.tenant = ? AND u.sender <> ? AND ";
    private static final String HIDDEN_ONES = " UNION ALL SELECT '" + HIDDEN
            + "', k.conversation, 0, COUNT(*) FROM message_marks k FORCE INDEX (PRIMARY)"
            + " STRAIGHT_JOIN messages x FORCE INDEX (PRIMARY)"
            + " ON x.tenant = k.tenant AND x.conversation = k.conversation AND x.seq = k.message_seq"
            + " WHERE k.tenant = ? AND k.user_id = ? AND k.is_hidden = TRUE AND x.message_no > 0 AND x.sender <> ?"
            + " AND x.is_deleted = FALSE AND x.parent_id IS NULL AND ";

    private static final String NUMBER_BEFORE = """
            SELECT message_no FROM events
            WHERE tenant = ? AND conversation = ? AND seq <= ? ORDER BY seq DESC LIMIT 1""";

    /** What is unread and at which head; {@code messageNo} is that of the head. */
    record Counted(Unread unread, long messageNo) {}

    /** By the conversation; those that are not stored are left out. The end of a range is where a membership ended, or open. */
    Map<String, Counted> of(Collection<CountedRange> ranges) {
        var counted = new HashMap<String, Counted>();
        if (ranges.isEmpty()) {
            return counted;
        }
        var plain = query(ranges);
        new CountParts(tenant, user).changes(plain, ranges);
        var counts = Counts.read(reader, plain);
        ranges.forEach(range -> count(counts, range, counted));
        var exceptional =
                ranges.stream().filter(range -> hasExceptions(counts, range)).toList();
        if (!exceptional.isEmpty()) {
            var full = Counts.read(reader, withExceptions(query(exceptional), exceptional));
            exceptional.forEach(range -> count(full, range, counted));
        }
        return counted;
    }

    private static boolean hasExceptions(Counts counts, CountedRange range) {
        return CountParts.hasHidden(counts, range)
                || (CountParts.hasChanged(counts, range) && CountParts.mentionsIn(counts, range.place()) > 0);
    }

    private Query query(Collection<CountedRange> ranges) {
        var conversations = ranges.stream().map(CountedRange::conversation).toList();
        var query = new Query().add(HEADS, tenant).in(conversations);
        query.add(HEAD_NUMBERS, tenant).in(conversations);
        query.add(NUMBERS, tenant)
                .anyOf(
                        ranges,
                        "v.conversation = ? AND v.seq IN (?, ?)",
                        range -> List.of(range.conversation(), range.after(), range.upTo()));
        query.add(OWN_ONES, tenant, user)
                .anyOf(ranges, "x.conversation = ? AND x.seq > ? AND x.seq <= ?", CountedRange::seqs)
                .add(" GROUP BY x.conversation");
        query.add(UNCOUNTED_ONES, tenant, user)
                .anyOf(ranges, "u.conversation = ? AND u.seq > ? AND u.seq <= ?", CountedRange::seqs)
                .add(" GROUP BY u.conversation");
        new CountParts(tenant, user).mentions(query, ranges);
        return query;
    }

    private Query withExceptions(Query query, Collection<CountedRange> ranges) {
        query.add(HIDDEN_ONES, tenant, user, user)
                .anyOf(ranges, "k.conversation = ? AND k.message_seq > ? AND k.message_seq <= ?", CountedRange::seqs)
                .add(" GROUP BY k.conversation");
        new CountParts(tenant, user).mentionExceptions(query, ranges);
        return query;
    }

    private void count(Counts counts, CountedRange range, Map<String, Counted> counted) {
        if (counts.numbers().containsKey(new Counts.Key(HEAD, range.conversation(), 0))) {
            counted.put(range.conversation(), counted(counts, range));
        }
    }

    private Counted counted(Counts counts, CountedRange range) {
        var conversation = range.conversation();
        var head = Math.min(counts.number(HEAD, conversation, 0), range.upTo());
        var headNumber = messageNo(counts, conversation, head);
        if (range.after() >= head) {
            return new Counted(new Unread(0, 0, head), headNumber);
        }
        var place = new Place(conversation, 0);
        var messages = headNumber
                - messageNo(counts, conversation, range.after())
                - counts.number(OWN, place)
                - counts.number(UNCOUNTED, place)
                - counts.number(HIDDEN, place);
        return new Counted(new Unread(Math.max(0, messages), CountParts.mentionsIn(counts, place), head), headNumber);
    }

    /** The number of messages up to an event; where that is no stored one, as after a dead letter, of the one before it. */
    private long messageNo(Counts counts, String conversation, long seq) {
        var known = counts.numbers().get(new Counts.Key(MESSAGE_NO, conversation, seq));
        if (known != null || seq <= 0) {
            return known == null ? 0 : known;
        }
        return reader.first(NUMBER_BEFORE, row -> row.getLong(1), tenant, conversation, seq)
                .orElse(0L);
    }
}
