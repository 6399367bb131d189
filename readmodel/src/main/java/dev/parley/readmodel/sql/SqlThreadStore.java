package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.ThreadStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link ThreadStore} over the tables thread_participants, message_marks, mentions and messages. Reads all threads of the user, since
 * each reply moves a thread for everyone in it; sorts their keys only.
 */
record SqlThreadStore(SqlReader reader) implements ThreadStore {
    private static final String THREADS = """
            SELECT m.*, p.subscribed, p.saved_version, p.read_up_to FROM (
              SELECT t.conversation, t.parent_seq, r.last_reply_at, k.subscribed, k.saved_version,
                GREATEST(COALESCE(k.thread_read_up_to, 0), COALESCE(o.last_reply_seq, 0)) AS read_up_to FROM (
                SELECT conversation, parent_seq FROM thread_participants WHERE tenant = ? AND user_id = ?
                UNION
                SELECT conversation, message_seq FROM message_marks WHERE tenant = ? AND user_id = ? AND subscribed = 1
                UNION
                SELECT n.conversation, n.parent_seq FROM mentions n JOIN messages x ON x.tenant = n.tenant
                  AND x.conversation = n.conversation AND x.seq = n.message_seq AND x.mentions_seq = n.seq
                WHERE n.tenant = ? AND n.user_id = ? AND n.parent_seq > 0
              ) t
              JOIN messages r ON r.tenant = ? AND r.conversation = t.conversation AND r.seq = t.parent_seq
              LEFT JOIN message_marks k ON k.tenant = ? AND k.user_id = ? AND k.conversation = t.conversation
                AND k.message_seq = t.parent_seq
              LEFT JOIN thread_participants o ON o.tenant = ? AND o.user_id = ? AND o.conversation = t.conversation
                AND o.parent_seq = t.parent_seq
              WHERE r.message_no > 0 AND r.thread_seq > 0
                AND (k.version IS NULL OR (k.is_hidden = 0 AND (k.subscribed IS NULL OR k.subscribed = 1)))
                AND (r.last_reply_at < ? OR (r.last_reply_at = ? AND (t.conversation > ?
                  OR (t.conversation = ? AND t.parent_seq > ?))))
              ORDER BY r.last_reply_at DESC, t.conversation, t.parent_seq LIMIT ?
            ) p
            JOIN messages m ON m.tenant = ? AND m.conversation = p.conversation AND m.seq = p.parent_seq
            ORDER BY p.last_reply_at DESC, p.conversation, p.parent_seq""";
    private static final String READ_UP_TO = """
            SELECT MAX(r.seq) FROM (
              SELECT thread_read_up_to AS seq FROM message_marks
              WHERE tenant = ? AND user_id = ? AND conversation = ? AND message_seq = ?
              UNION ALL
              SELECT last_reply_seq FROM thread_participants
              WHERE tenant = ? AND user_id = ? AND conversation = ? AND parent_seq = ?
            ) r""";
    private static final Place FIRST = new Place(Long.MAX_VALUE, "", 0);

    /** A thread before anything is counted. */
    private record Listed(StoredMessage parent, boolean isSubscribed, boolean isSaved, long readUpTo) {
        boolean mayHaveUnread() {
            return parent.thread() != null && parent.thread().lastReplySeq() > readUpTo;
        }

        CountedRange unread() {
            return CountedRange.inThread(
                    parent.conversation(), parent.seq(), parent.id(), Math.max(readUpTo, parent.seq()));
        }

        FollowedThread with(StoredMessage shown, Counts counts) {
            return new FollowedThread(
                    shown,
                    isSubscribed,
                    isSaved,
                    readUpTo,
                    ThreadCounts.unread(counts, parent.id()),
                    CountParts.mentionsIn(counts, unread().place()));
        }
    }

    @Override
    public List<FollowedThread> of(String tenant, String user, @Nullable Place after, int limit) {
        var listed = listed(tenant, user, after == null ? FIRST : after, limit);
        var counts = counts(tenant, user, listed);
        var parents = SqlMessageStore.withReactions(
                reader, tenant, listed.stream().map(Listed::parent).toList());
        var threads = new ArrayList<FollowedThread>(listed.size());
        for (var index = 0; index < listed.size(); index++) {
            threads.add(listed.get(index).with(parents.get(index), counts));
        }
        return threads;
    }

    @Override
    public ThreadMarker marker(String tenant, String user, StoredMessage parent) {
        var readUpTo = reader.first(
                        READ_UP_TO,
                        row -> row.getLong(1),
                        tenant,
                        user,
                        parent.conversation(),
                        parent.seq(),
                        tenant,
                        user,
                        parent.conversation(),
                        parent.seq())
                .orElse(0L);
        var thread = new Listed(parent, false, false, readUpTo);
        var followed = thread.with(parent, counts(tenant, user, List.of(thread)));
        return new ThreadMarker(readUpTo, followed.unread(), followed.mentions());
    }

    private Counts counts(String tenant, String user, List<Listed> listed) {
        var unread = listed.stream()
                .filter(Listed::mayHaveUnread)
                .map(Listed::unread)
                .toList();
        return new ThreadCounts(reader, tenant, user).of(unread);
    }

    private List<Listed> listed(String tenant, String user, Place from, int limit) {
        return reader.list(
                THREADS,
                row -> new Listed(
                        SqlMessageStore.message(row),
                        row.getBoolean("subscribed"),
                        row.getLong("saved_version") > 0,
                        row.getLong("read_up_to")),
                tenant,
                user,
                tenant,
                user,
                tenant,
                user,
                tenant,
                tenant,
                user,
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
