package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link SessionStore} over the table sessions. A page reads all sessions of the user that have not expired: those that have are many
 * more, and are not looked at.
 */
record SqlSessionStore(SqlReader reader) implements SessionStore {
    private static final String PAGE = """
            SELECT * FROM sessions
            WHERE tenant = ? AND user_id = ? AND expires_at > ? AND revoked_at IS NULL AND token_epoch >= ?
              AND (created_at < ? OR (created_at = ? AND session_id < ?))
            ORDER BY created_at DESC, session_id DESC LIMIT ?""";
    private static final String ONE = "SELECT * FROM sessions WHERE tenant = ? AND user_id = ? AND session_id = ?";

    @Override
    public List<StoredSession> page(String tenant, String user, Terms terms, @Nullable Place before, int limit) {
        var createdAt = before == null ? Long.MAX_VALUE : before.createdAt().toEpochMilli();
        var id = before == null ? "" : before.id();
        return reader.list(
                PAGE,
                SqlSessionStore::session,
                tenant,
                user,
                terms.now().toEpochMilli(),
                terms.minEpoch(),
                createdAt,
                createdAt,
                id,
                limit);
    }

    @Override
    public Optional<StoredSession> find(String tenant, String user, String id) {
        return reader.first(ONE, SqlSessionStore::session, tenant, user, id);
    }

    private static StoredSession session(ResultSet row) throws SQLException {
        return new StoredSession(
                row.getString("session_id"),
                row.getString("device"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                row.getInt("token_epoch"),
                Times.orNull(row, "revoked_at"),
                row.getLong("version"));
    }
}
