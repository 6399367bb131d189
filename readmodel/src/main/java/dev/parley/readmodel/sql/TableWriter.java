package dev.parley.readmodel.sql;

import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes the rows of one projection. */
record TableWriter<R>(Projection<R> projection, Upsert<R> upsert) {
    static <R> TableWriter<R> of(Projection<R> projection) {
        return new TableWriter<>(projection, Upsert.into(projection.table()));
    }

    void write(Connection connection, List<LogRecord> records) throws SQLException {
        upsert.run(connection, projection.fold(records));
    }
}
