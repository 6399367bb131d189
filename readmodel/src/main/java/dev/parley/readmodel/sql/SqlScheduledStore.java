package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.ScheduledStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link ScheduledStore} over the table scheduled_messages. */
record SqlScheduledStore(SqlReader reader) implements ScheduledStore {
    private static final String ONE =
            "SELECT * FROM scheduled_messages WHERE tenant = ? AND user_id = ? AND scheduled_id = ?";
    private static final String PAGE = """
            SELECT * FROM scheduled_messages
            WHERE tenant = ? AND user_id = ? AND state = ? AND order_key > ? ORDER BY order_key LIMIT ?""";

    @Override
    public Optional<StoredScheduled> find(String tenant, String user, String id) {
        return reader.first(ONE, SqlScheduledStore::scheduled, tenant, user, id);
    }

    @Override
    public List<StoredScheduled> page(String tenant, String user, String state, @Nullable String afterKey, int limit) {
        var after = afterKey == null ? "" : afterKey;
        return reader.list(PAGE, SqlScheduledStore::scheduled, tenant, user, state, after, limit);
    }

    private static StoredScheduled scheduled(ResultSet row) throws SQLException {
        return new StoredScheduled(
                row.getString("scheduled_id"),
                row.getString("conversation"),
                row.getString("order_key"),
                row.getBytes("bytes"));
    }
}
