package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.ThreadStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link ThreadStore} over the tables thread_participants, message_marks and messages. Reads all threads of the user, since each reply
 * moves a thread for everyone in it; sorts their keys only.
 */
record SqlThreadStore(SqlReader reader) implements ThreadStore {
    private static final String THREADS = """
            SELECT m.*, p.subscribed, p.saved_version FROM (
              SELECT t.conversation, t.parent_seq, r.last_reply_at, k.subscribed, k.saved_version FROM (
                SELECT conversation, parent_seq FROM thread_participants WHERE tenant = ? AND user_id = ?
                UNION
                SELECT conversation, message_seq FROM message_marks WHERE tenant = ? AND user_id = ? AND subscribed = 1
              ) t
              JOIN messages r ON r.tenant = ? AND r.conversation = t.conversation AND r.seq = t.parent_seq
              LEFT JOIN message_marks k ON k.tenant = ? AND k.user_id = ? AND k.conversation = t.conversation
                AND k.message_seq = t.parent_seq
              WHERE r.message_no > 0 AND r.thread_seq > 0
                AND (k.version IS NULL OR (k.is_hidden = 0 AND (k.subscribed IS NULL OR k.subscribed = 1)))
                AND (r.last_reply_at < ? OR (r.last_reply_at = ? AND (t.conversation > ?
                  OR (t.conversation = ? AND t.parent_seq > ?))))
              ORDER BY r.last_reply_at DESC, t.conversation, t.parent_seq LIMIT ?
            ) p
            JOIN messages m ON m.tenant = ? AND m.conversation = p.conversation AND m.seq = p.parent_seq
            ORDER BY p.last_reply_at DESC, p.conversation, p.parent_seq""";
    private static final Place FIRST = new Place(Long.MAX_VALUE, "", 0);

    @Override
    public List<FollowedThread> of(String tenant, String user, @Nullable Place after, int limit) {
        var from = after == null ? FIRST : after;
        return reader.list(
                THREADS,
                row -> new FollowedThread(
                        SqlMessageStore.message(row), row.getBoolean("subscribed"), row.getLong("saved_version") > 0),
                tenant,
                user,
                tenant,
                user,
                tenant,
                tenant,
                user,
                from.lastReplyAt(),
                from.lastReplyAt(),
                from.conversation(),
                from.conversation(),
                from.seq(),
                limit,
                tenant);
    }
}
