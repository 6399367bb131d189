package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MarkStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link MarkStore} over the tables message_marks and messages. */
record SqlMarkStore(SqlReader reader) implements MarkStore {
    /** A condition on {@code messages m}: those that a user has not deleted for themself. Its parameter is the user. */
    static final String NOT_HIDDEN = """
             AND NOT EXISTS (SELECT 1 FROM message_marks k
              WHERE k.tenant = m.tenant AND k.user_id = ? AND k.conversation = m.conversation AND k.message_seq = m.seq
                AND k.is_hidden)
            """;

    private static final String ONE = """
            SELECT saved_at, is_hidden, subscribed, thread_read_up_to, version FROM message_marks
            WHERE tenant = ? AND user_id = ? AND conversation = ? AND message_seq = ?""";
    private static final String BETWEEN = """
            SELECT message_seq, is_hidden, saved_version FROM message_marks
            WHERE tenant = ? AND user_id = ? AND conversation = ? AND message_seq >= ? AND message_seq <= ?""";
    private static final String SAVED = """
            SELECT m.*, k.saved_version FROM message_marks k
            JOIN messages m ON m.tenant = k.tenant AND m.conversation = k.conversation AND m.seq = k.message_seq
            WHERE k.tenant = ? AND k.user_id = ? AND k.saved_version > 0 AND k.saved_version < ? AND m.message_no > 0
            ORDER BY k.saved_version DESC LIMIT ?""";

    /** A message of a page. */
    private record Marked(long seq, boolean isHidden, boolean isSaved) {}

    @Override
    public Optional<StoredMark> find(String tenant, String user, String conversation, long messageSeq) {
        return reader.first(ONE, SqlMarkStore::mark, tenant, user, conversation, messageSeq);
    }

    @Override
    public PageMarks between(String tenant, String user, String conversation, long fromSeq, long toSeq) {
        var marked = reader.list(
                BETWEEN,
                row -> new Marked(row.getLong(1), row.getBoolean(2), row.getLong(3) > 0),
                tenant,
                user,
                conversation,
                fromSeq,
                toSeq);
        return new PageMarks(seqs(marked, Marked::isSaved), seqs(marked, Marked::isHidden));
    }

    private static Set<Long> seqs(List<Marked> marked, Predicate<Marked> which) {
        return marked.stream().filter(which).map(Marked::seq).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<SavedMessage> saved(String tenant, String user, long beforeVersion, int limit) {
        var found = reader.list(
                SAVED,
                row -> new SavedMessage(SqlMessageStore.message(row), row.getLong("saved_version")),
                tenant,
                user,
                beforeVersion,
                limit);
        var messages = SqlMessageStore.withReactions(
                reader, tenant, found.stream().map(SavedMessage::message).toList());
        return IntStream.range(0, found.size())
                .mapToObj(i -> new SavedMessage(messages.get(i), found.get(i).savedVersion()))
                .toList();
    }

    private static StoredMark mark(ResultSet row) throws SQLException {
        var savedAt = row.getLong("saved_at");
        var at = row.wasNull() ? null : Instant.ofEpochMilli(savedAt);
        return new StoredMark(
                at, row.getBoolean("is_hidden"), choice(row), row.getLong("thread_read_up_to"), row.getLong("version"));
    }

    private static @Nullable Boolean choice(ResultSet row) throws SQLException {
        var isSubscribed = row.getBoolean("subscribed");
        return row.wasNull() ? null : isSubscribed;
    }
}
