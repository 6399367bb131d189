package dev.parley.readmodel.sql;

import java.util.Collection;
import java.util.List;

/**
 * Counts what is unread in threads, all of them in one statement: replies by their key alone, less deleted and hidden ones, which are found
 * among the changed and the marked messages. Behind a thread's marker are no replies of the user's own.
 */
record ThreadCounts(SqlReader reader, String tenant, String user) {
    private static final String REPLIES = "replies";
    private static final String DELETED = "deleted";
    private static final String HIDDEN = "hidden";

    private static final String ALL_REPLIES = "SELECT '" + REPLIES + "' AS kind, t.parent_id AS subject, 0 AS place,"
            + " COUNT(*) AS number FROM thread_replies t WHERE t.tenant = ? AND ";
    private static final String DELETED_ONES = " GROUP BY t.parent_id UNION ALL SELECT '" + DELETED
            + "', x.parent_id, 0, COUNT(*) FROM message_changes e JOIN messages x"
            + " ON x.tenant = e.tenant AND x.conversation = e.conversation AND x.seq = e.message_seq"
            + " AND x.deleted_seq = e.seq WHERE e.tenant = ? AND ";
    private static final String HIDDEN_ONES = " GROUP BY x.parent_id UNION ALL SELECT '" + HIDDEN
            + "', x.parent_id, 0, COUNT(*) FROM message_marks k JOIN messages x"
            + " ON x.tenant = k.tenant AND x.conversation = k.conversation AND x.seq = k.message_seq"
            + " AND x.is_deleted = FALSE WHERE k.tenant = ? AND k.user_id = ? AND k.is_hidden = TRUE AND ";
    private static final String BY_PARENT = " GROUP BY x.parent_id";

    /** @param threads there is at least one */
    Counts of(Collection<CountedRange> threads) {
        var query = new Query()
                .add(ALL_REPLIES, tenant)
                .anyOf(threads, "t.conversation = ? AND t.seq > ? AND t.parent_id = ?", ThreadCounts::withParent)
                .add(DELETED_ONES, tenant)
                .anyOf(
                        threads,
                        "e.conversation = ? AND e.message_seq > ? AND x.parent_id = ?",
                        ThreadCounts::withParent)
                .add(HIDDEN_ONES, tenant, user)
                .anyOf(
                        threads,
                        "k.conversation = ? AND k.message_seq > ? AND x.parent_id = ?",
                        ThreadCounts::withParent)
                .add(BY_PARENT);
        new MentionCounts(tenant, user).addTo(query, threads);
        return Counts.read(reader, query);
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
