package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MessageStore.ReactionCount;
import dev.parley.readmodel.read.ReactionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
            SELECT message_seq, emoji, reaction_count FROM reaction_counts
            WHERE tenant = ? AND conversation = ? AND reaction_count > 0 AND message_seq IN (""";
    private static final String MOST_FREQUENT_FIRST = ") ORDER BY message_seq, reaction_count DESC, emoji";

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

    /** The counts of several messages of one conversation, by the messages' seqs, in one statement; none for no seqs. */
    Map<Long, List<ReactionCount>> counts(String tenant, String conversation, List<Long> messageSeqs) {
        var counts = new HashMap<Long, List<ReactionCount>>();
        if (messageSeqs.isEmpty()) {
            return counts;
        }
        var parameters = new ArrayList<Object>(List.of(tenant, conversation));
        parameters.addAll(messageSeqs);
        var marks = messageSeqs.stream().map(_ -> "?").collect(Collectors.joining(","));
        reader.list(
                        COUNTS + marks + MOST_FREQUENT_FIRST,
                        row -> Map.entry(row.getLong(1), new ReactionCount(row.getString(2), row.getLong(3))),
                        parameters.toArray())
                .forEach(entry -> counts.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
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
