package dev.parley.readmodel.sql;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Counts what is unread in threads, all of them in one statement: replies by their key alone. Where messages of the conversation were changed
 * or the user deleted some for itself, a second one also finds what does not count among those. Behind a thread's marker are no
 * replies of the user's own.
 */
record ThreadCounts(SqlReader reader, String tenant, String user) {
    private static final String REPLIES = "replies";
    private static final String DELETED = "deleted";
    private static final String HIDDEN = "hidden";

    private static final String ALL_REPLIES = "SELECT '" + REPLIES + "' AS kind, t.parent_id AS subject, 0 AS place,"
            + " COUNT(*) AS number FROM thread_replies t WHERE t.tenant = ? AND ";
    private static final String DELETED_ONES = " UNION ALL SELECT '" + DELETED
            + "', x.parent_id, 0, COUNT(*) FROM message_changes e FORCE INDEX (PRIMARY)"
            + " STRAIGHT_JOIN messages x FORCE INDEX (PRIMARY) ON x.tenant = e.tenant AND x.conversation = e.conversation AND x.seq = e.message_seq"
            + " AND x.deleted_seq = e.seq WHERE e.tenant = ? AND ";
    private static final String HIDDEN_ONES = " UNION ALL SELECT '" + HIDDEN
            + "', x.parent_id, 0, COUNT(*) FROM message_marks k FORCE INDEX (PRIMARY)"
            + " STRAIGHT_JOIN messages x FORCE INDEX (PRIMARY) ON x.tenant = k.tenant AND x.conversation = k.conversation AND x.seq = k.message_seq"
            + " AND x.is_deleted = FALSE WHERE k.tenant = ? AND k.user_id = ? AND k.is_hidden = TRUE AND ";
    private static final String BY_PARENT = " GROUP BY x.parent_id";

    Counts of(Collection<CountedRange> threads) {
        if (threads.isEmpty()) {
            return new Counts(Map.of());
        }
        var plain = query(threads);
        new CountParts(tenant, user).changes(plain, threads);
        var counts = Counts.read(reader, plain);
        var exceptional = threads.stream()
                .filter(thread -> CountParts.hasChanged(counts, thread) || CountParts.hasHidden(counts, thread))
                .toList();
        return exceptional.isEmpty()
                ? counts
                : counts.replacedBy(Counts.read(reader, withExceptions(query(exceptional), exceptional)));
    }

    private Query query(Collection<CountedRange> threads) {
        var query = new Query()
                .add(ALL_REPLIES, tenant)
                .anyOf(threads, "t.conversation = ? AND t.seq > ? AND t.parent_id = ?", ThreadCounts::withParent)
                .add(" GROUP BY t.parent_id");
        new CountParts(tenant, user).mentions(query, threads);
        return query;
    }

    private Query withExceptions(Query query, Collection<CountedRange> threads) {
        query.add(DELETED_ONES, tenant)
                .anyOf(
                        threads,
                        "e.conversation = ? AND e.message_seq > ? AND x.parent_id = ?",
                        ThreadCounts::withParent)
                .add(BY_PARENT);
        query.add(HIDDEN_ONES, tenant, user)
                .anyOf(
                        threads,
                        "k.conversation = ? AND k.message_seq > ? AND x.parent_id = ?",
                        ThreadCounts::withParent)
                .add(BY_PARENT);
        new CountParts(tenant, user).mentionExceptions(query, threads);
        return query;
    }

    private static List<Object> withParent(CountedRange thread) {
        return List.of(thread.conversation(), thread.after(), thread.parentId());
    }

    static long unread(Counts counts, String parentId) {
        return Math.max(
                0,
                counts.number(REPLIES, parentId, 0)
                        - counts.number(DELETED, parentId, 0)
                        - counts.number(HIDDEN, parentId, 0));
    }
}
