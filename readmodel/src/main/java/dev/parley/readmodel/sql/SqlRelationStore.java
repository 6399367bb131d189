package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.RelationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link RelationStore} over the table relations. */
record SqlRelationStore(SqlReader reader) implements RelationStore {
    private static final String ONE = "SELECT * FROM relations WHERE tenant = ? AND user_id = ? AND other_id = ?";
    private static final String BLOCKS = """
            SELECT * FROM relations
            WHERE tenant = ? AND user_id = ? AND is_blocked = TRUE AND other_id > ? ORDER BY other_id LIMIT ?""";
    private static final String FRIENDS = """
            SELECT * FROM relations
            WHERE tenant = ? AND user_id = ? AND friendship = ? AND other_id > ? ORDER BY other_id LIMIT ?""";

    @Override
    public Optional<StoredRelation> find(String tenant, String user, String other) {
        return reader.first(ONE, SqlRelationStore::relation, tenant, user, other);
    }

    @Override
    public List<StoredRelation> blocks(String tenant, String user, @Nullable String afterOther, int limit) {
        return reader.list(BLOCKS, SqlRelationStore::relation, tenant, user, orFirst(afterOther), limit);
    }

    @Override
    public List<StoredRelation> friends(
            String tenant, String user, String friendship, @Nullable String afterOther, int limit) {
        return reader.list(FRIENDS, SqlRelationStore::relation, tenant, user, friendship, orFirst(afterOther), limit);
    }

    private static String orFirst(@Nullable String afterOther) {
        return afterOther == null ? "" : afterOther;
    }

    private static StoredRelation relation(ResultSet row) throws SQLException {
        return new StoredRelation(
                row.getString("other_id"),
                row.getBoolean("is_blocked"),
                time(row, "blocked_at"),
                row.getString("friendship"),
                time(row, "friend_at"));
    }

    /** 0 where nothing was ever set. */
    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var milliseconds = row.getLong(column);
        return milliseconds == 0 ? null : Instant.ofEpochMilli(milliseconds);
    }
}
