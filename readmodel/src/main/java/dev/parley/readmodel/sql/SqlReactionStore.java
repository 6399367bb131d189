package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MessageStore.ReactionCount;
import dev.parley.readmodel.read.ReactionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link ReactionStore} over the table reactions, and the counts that messages show. */
record SqlReactionStore(SqlReader reader) implements ReactionStore {
    private static final String OF_MESSAGE = """
            SELECT emoji, user_id, reacted_at, seq FROM reactions
            WHERE tenant = ? AND conversation = ? AND message_seq = ? AND seq < ? AND is_present
            """;
    private static final String OF_EMOJI = "AND emoji = ? ";
    private static final String NEWEST_FIRST = "ORDER BY seq DESC LIMIT ?";
    private static final String COUNTS = """
            SELECT conversation, message_seq, emoji, reaction_count FROM reaction_counts
            WHERE tenant = ? AND reaction_count > 0 AND\s""";
    private static final String MOST_FREQUENT_FIRST = " ORDER BY conversation, message_seq, reaction_count DESC, emoji";

    /** A message by the seq of its creation. */
    record MessageKey(String conversation, long seq) {}

    @Override
    public List<StoredReaction> of(
            String tenant, String conversation, long messageSeq, @Nullable String emoji, long beforeSeq, int limit) {
        return emoji == null
                ? reader.list(
                        OF_MESSAGE + NEWEST_FIRST,
                        SqlReactionStore::reaction,
                        tenant,
                        conversation,
                        messageSeq,
                        beforeSeq,
                        limit)
                : reader.list(
                        OF_MESSAGE + OF_EMOJI + NEWEST_FIRST,
                        SqlReactionStore::reaction,
                        tenant,
                        conversation,
                        messageSeq,
                        beforeSeq,
                        emoji,
                        limit);
    }

    /** The counts of several messages, by the message, in one statement; none for no messages. */
    Map<MessageKey, List<ReactionCount>> counts(String tenant, Collection<MessageKey> messages) {
        var counts = new HashMap<MessageKey, List<ReactionCount>>();
        if (messages.isEmpty()) {
            return counts;
        }
        new Query()
                .add(COUNTS, tenant)
                .anyOf(
                        messages,
                        "conversation = ? AND message_seq = ?",
                        message -> List.of(message.conversation(), message.seq()))
                .add(MOST_FREQUENT_FIRST)
                .list(
                        reader,
                        row -> counts.computeIfAbsent(
                                        new MessageKey(row.getString(1), row.getLong(2)), _ -> new ArrayList<>())
                                .add(new ReactionCount(row.getString(3), row.getLong(4))));
        return counts;
    }

    private static StoredReaction reaction(ResultSet row) throws SQLException {
        return new StoredReaction(
                row.getString("emoji"),
                row.getString("user_id"),
                Instant.ofEpochMilli(row.getLong("reacted_at")),
                row.getLong("seq"));
    }
}
