package dev.parley.readmodel.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.Projection;
import dev.parley.readmodel.write.Projections;
import dev.parley.readmodel.write.ReadModelWriter;
import dev.parley.readmodel.write.WriteResult;
import dev.parley.readmodel.write.WriteResult.Refused;
import dev.parley.readmodel.write.WriteResult.Unavailable;
import dev.parley.readmodel.write.WriteResult.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** {@link ReadModelWriter} over one connection of its own. */
public final class SqlReadModelWriter implements ReadModelWriter {
    private final HikariDataSource connections;

    private SqlReadModelWriter(HikariDataSource connections) {
        this.connections = connections;
    }

    /** Opens even while the store is down. */
    public static SqlReadModelWriter open(ReadModelSettings settings) {
        return new SqlReadModelWriter(Connections.forWrites(settings));
    }

    @Override
    public WriteResult write(List<LogRecord> records) {
        try (var connection = connections.getConnection()) {
            return write(connection, records);
        } catch (SQLException e) {
            return new Unavailable(e);
        }
    }

    private WriteResult write(Connection connection, List<LogRecord> records) {
        try {
            for (var projection : Projections.ALL) {
                write(connection, projection, records);
            }
            connection.commit();
            return new Written();
        } catch (SQLException e) {
            // A connection that goes back to the pool without a commit is rolled back.
            if (Faults.isOfData(e)) {
                return new Refused(e);
            }
            connections.evictConnection(connection);
            return new Unavailable(e);
        }
    }

    private static <R> void write(Connection connection, Projection<R> projection, List<LogRecord> records)
            throws SQLException {
        var rows = projection.fold(records);
        if (!rows.isEmpty()) {
            Upsert.into(projection.table().narrowedTo(rows)).run(connection, rows);
        }
    }

    @Override
    public Map<LogPartition, Long> positions() {
        return new SqlPositions(new SqlReader(connections)).all();
    }

    @Override
    public void close() {
        connections.close();
    }
}
