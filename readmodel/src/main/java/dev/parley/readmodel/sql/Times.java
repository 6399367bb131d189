package dev.parley.readmodel.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times in columns: milliseconds since 1970, UTC. */
final class Times {
    private Times() {}

    static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        var milliseconds = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
    }
}
