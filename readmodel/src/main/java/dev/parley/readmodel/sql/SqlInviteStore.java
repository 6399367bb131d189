package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.InviteStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link InviteStore} over the table invites. An id begins with its time, so the order of ids is that of creation. */
record SqlInviteStore(SqlReader reader) implements InviteStore {
    // Invites of a former group of the same id came before it began (info_seq); one of created_seq 0 has no stored
    // creation.
    private static final String PAGE = """
            SELECT i.* FROM invites i JOIN conversations c ON c.tenant = i.tenant AND c.conversation = i.conversation
            WHERE i.tenant = ? AND i.conversation = ? AND i.invite_id < ? AND i.created_seq > c.info_seq
            ORDER BY i.invite_id DESC LIMIT ?""";
    /** Above every id. */
    private static final String PAST_IDS = "g";

    @Override
    public List<StoredInvite> page(String tenant, String group, @Nullable String beforeId, int limit) {
        return reader.list(
                PAGE, SqlInviteStore::invite, tenant, "g:" + group, beforeId == null ? PAST_IDS : beforeId, limit);
    }

    private static StoredInvite invite(ResultSet row) throws SQLException {
        return new StoredInvite(
                row.getString("invite_id"),
                row.getObject("uses", Long.class),
                row.getObject("uses_left", Long.class),
                Times.orNull(row, "expires_at"),
                row.getLong("revoked_seq") > 0,
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
