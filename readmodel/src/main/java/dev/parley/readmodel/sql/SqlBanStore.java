package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.BanStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link BanStore} over the table bans. Bans of a former group of the same id came before it began (info_seq). */
record SqlBanStore(SqlReader reader) implements BanStore {
    private static final String PAGE = """
            SELECT b.* FROM bans b JOIN conversations c ON c.tenant = b.tenant AND c.conversation = b.conversation
            WHERE b.tenant = ? AND b.conversation = ? AND b.user_id > ? AND b.is_banned
              AND (b.until_at IS NULL OR b.until_at > ?) AND b.seq > c.info_seq
            ORDER BY b.user_id LIMIT ?""";

    @Override
    public List<StoredBan> page(String tenant, String group, Instant now, @Nullable String afterUser, int limit) {
        return reader.list(
                PAGE,
                SqlBanStore::ban,
                tenant,
                "g:" + group,
                afterUser == null ? "" : afterUser,
                now.toEpochMilli(),
                limit);
    }

    private static StoredBan ban(ResultSet row) throws SQLException {
        return new StoredBan(
                row.getString("user_id"),
                Times.orNull(row, "until_at"),
                row.getString("reason"),
                row.getString("banned_by"),
                Instant.ofEpochMilli(row.getLong("banned_at")));
    }
}
