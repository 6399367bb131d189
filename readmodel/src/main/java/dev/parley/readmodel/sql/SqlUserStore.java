package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link UserStore} over the table users. */
record SqlUserStore(SqlReader reader) implements UserStore {
    private static final String ONE = "SELECT * FROM users WHERE tenant = ? AND user_id = ?";
    private static final String PAGE = "SELECT * FROM users WHERE tenant = ? AND user_id > ? ORDER BY user_id LIMIT ?";

    @Override
    public Optional<StoredUser> find(String tenant, String user) {
        return reader.first(ONE, SqlUserStore::user, tenant, user);
    }

    @Override
    public List<StoredUser> page(String tenant, @Nullable String afterId, int limit) {
        return reader.list(PAGE, SqlUserStore::user, tenant, afterId == null ? "" : afterId, limit);
    }

    private static StoredUser user(ResultSet row) throws SQLException {
        return new StoredUser(
                row.getString("user_id"),
                row.getString("name"),
                row.getString("avatar_url"),
                row.getString("role"),
                JsonLists.read(row.getString("tags")),
                row.getString("metadata"),
                row.getString("status"),
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
