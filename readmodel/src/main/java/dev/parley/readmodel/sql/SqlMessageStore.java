package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.sql.SqlReactionStore.MessageKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link MessageStore} over the table messages.
 *
 * @param user whose own deletions count in lists; null for none
 */
record SqlMessageStore(SqlReader reader, @Nullable String user) implements MessageStore {
    // A row of message_no 0 is the change of a message whose creation is not stored.
    private static final String BEFORE =
            "SELECT * FROM messages m WHERE tenant = ? AND conversation = ? AND seq < ? AND message_no > 0";
    private static final String NEWEST_FIRST = " ORDER BY seq DESC LIMIT ?";
    private static final String AFTER =
            "SELECT * FROM messages m WHERE tenant = ? AND conversation = ? AND seq > ? AND message_no > 0";
    private static final String OLDEST_FIRST = " ORDER BY seq LIMIT ?";
    private static final String PINNED = """
            SELECT m.* FROM pins p
            JOIN messages m ON m.tenant = p.tenant AND m.conversation = p.conversation AND m.seq = p.message_seq
            WHERE p.tenant = ? AND p.conversation = ? AND p.is_pinned AND p.seq < ? AND NOT m.is_deleted
            AND m.message_no > 0
            """;
    private static final String NEWEST_PIN_FIRST = " ORDER BY p.seq DESC LIMIT ?";
    private static final String REPLIES = """
            SELECT m.* FROM thread_replies t
            JOIN messages m ON m.tenant = t.tenant AND m.conversation = t.conversation AND m.seq = t.seq
            WHERE t.tenant = ? AND t.conversation = ? AND t.parent_id = ? AND t.seq > ?
            """;
    private static final String REPLIES_IN_ORDER = " ORDER BY t.seq LIMIT ?";
    private static final String BY_ID = "SELECT * FROM messages WHERE tenant = ? AND message_id = ? LIMIT 1";

    SqlMessageStore(SqlReader reader) {
        this(reader, null);
    }

    @Override
    public MessageStore seenBy(@Nullable String reader) {
        return new SqlMessageStore(this.reader, reader);
    }

    @Override
    public List<StoredMessage> before(String tenant, String conversation, long beforeSeq, int limit) {
        return list(BEFORE, NEWEST_FIRST, limit, tenant, conversation, beforeSeq);
    }

    @Override
    public List<StoredMessage> after(String tenant, String conversation, long afterSeq, int limit) {
        return list(AFTER, OLDEST_FIRST, limit, tenant, conversation, afterSeq);
    }

    @Override
    public List<StoredMessage> pinned(String tenant, String conversation, long beforeSeq, int limit) {
        return list(PINNED, NEWEST_PIN_FIRST, limit, tenant, conversation, beforeSeq);
    }

    /** @param parameters of the query after the tenant; the user and the limit follow them */
    private List<StoredMessage> list(String query, String order, int limit, String tenant, Object... parameters) {
        var all = new ArrayList<Object>(List.of(tenant));
        all.addAll(List.of(parameters));
        if (user != null) {
            all.add(user);
        }
        all.add(limit);
        var condition = user == null ? "" : SqlMarkStore.NOT_HIDDEN;
        return withReactions(
                reader, tenant, reader.list(query + condition + order, SqlMessageStore::message, all.toArray()));
    }

    @Override
    public List<StoredMessage> replies(String tenant, String conversation, String parentId, long afterSeq, int limit) {
        return list(REPLIES, REPLIES_IN_ORDER, limit, tenant, conversation, parentId, afterSeq);
    }

    @Override
    public Optional<StoredMessage> find(String tenant, String messageId) {
        return reader.first(BY_ID, SqlMessageStore::message, tenant, messageId)
                .map(message -> withReactions(reader, tenant, List.of(message)).getFirst());
    }

    /**
     * Adds the counts of reactions: one more statement, and none where nothing ever happened to the messages. Read after the messages, so
     * that nobody keeps older counts under a newer {@code changedSeq}.
     */
    static List<StoredMessage> withReactions(SqlReader reader, String tenant, List<StoredMessage> messages) {
        var changed = messages.stream()
                .filter(message -> message.changedSeq() > message.seq() && !message.isDeleted())
                .map(SqlMessageStore::key)
                .toList();
        var counts = new SqlReactionStore(reader).counts(tenant, changed);
        return messages.stream()
                .map(message -> message.isDeleted()
                        ? message
                        : message.withReactions(counts.getOrDefault(key(message), List.of())))
                .toList();
    }

    private static MessageKey key(StoredMessage message) {
        return new MessageKey(message.conversation(), message.seq());
    }

    static StoredMessage message(ResultSet row) throws SQLException {
        return new StoredMessage(
                row.getString("message_id"),
                row.getString("conversation"),
                row.getLong("seq"),
                row.getLong("message_no"),
                row.getString("sender"),
                Instant.ofEpochMilli(row.getLong("sent_at")),
                row.getString("kind"),
                row.getString("text"),
                row.getString("data"),
                JsonLists.read(row.getString("mentions")),
                JsonLists.read(row.getString("tags")),
                row.getString("metadata"),
                row.getString("parent_id"),
                row.getString("reply_to_id"),
                row.getString("client_msg_id"),
                time(row, "edited_at"),
                time(row, "deleted_at"),
                row.getLong("version"),
                Math.max(row.getLong("version"), row.getLong("changed_seq")),
                JsonFiles.read(row.getString("attachments")),
                List.of(),
                pin(row),
                thread(row),
                time(row, "expires_at"));
    }

    private static @Nullable Pin pin(ResultSet row) throws SQLException {
        var at = time(row, "pinned_at");
        return at == null ? null : new Pin(row.getString("pinned_by"), at, row.getLong("pinned_seq"));
    }

    private static @Nullable StoredThread thread(ResultSet row) throws SQLException {
        return row.getLong("thread_seq") == 0
                ? null
                : new StoredThread(
                        row.getLong("replies"),
                        Instant.ofEpochMilli(row.getLong("last_reply_at")),
                        row.getLong("last_reply_seq"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var milliseconds = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
    }
}
