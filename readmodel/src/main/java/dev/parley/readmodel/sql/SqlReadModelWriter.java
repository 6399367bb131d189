package dev.parley.readmodel.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRow;
import dev.parley.readmodel.write.Projections;
import dev.parley.readmodel.write.ReadModelWriter;
import dev.parley.readmodel.write.WriteResult;
import dev.parley.readmodel.write.WriteResult.Refused;
import dev.parley.readmodel.write.WriteResult.Unavailable;
import dev.parley.readmodel.write.WriteResult.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link ReadModelWriter} over one connection of its own. */
public record SqlReadModelWriter(HikariDataSource connections) implements ReadModelWriter {
    private static final Upsert<Map.Entry<LogPartition, Long>> POSITIONS = Upsert.into(
            "sink_positions",
            List.of("topic", "partition_no", "next_offset"),
            Upsert.highest("next_offset"),
            (statement, position) -> new Parameters(statement)
                    .text(position.getKey().topic())
                    .number(position.getKey().number())
                    .number(position.getValue()));
    private static final String STORED = "SELECT topic, partition_no, next_offset FROM sink_positions";

    /** Opens without the store being there. */
    public static SqlReadModelWriter open(ReadModelSettings settings) {
        return new SqlReadModelWriter(Connections.forWrites(settings));
    }

    @Override
    public WriteResult write(List<LogRow> rows) {
        var projections = Projections.of(rows);
        try (var connection = connections.getConnection()) {
            return write(connection, projections);
        } catch (SQLException e) {
            return new Unavailable(e);
        }
    }

    private WriteResult write(Connection connection, Projections projections) {
        try {
            EventUpserts.EVENTS.run(connection, projections.events());
            EventUpserts.MESSAGES.run(connection, projections.messages());
            ConversationUpserts.CONVERSATIONS.run(connection, projections.conversations());
            ConversationUpserts.MEMBERS.run(connection, projections.members());
            UserUpserts.USERS.run(connection, projections.users());
            POSITIONS.run(connection, projections.positions().entrySet());
            connection.commit();
            return new Written();
        } catch (SQLException e) {
            // Without a commit the pool rolls back when it gets the connection again.
            if (Faults.isOfData(e)) {
                return new Refused(e);
            }
            connections.evictConnection(connection);
            return new Unavailable(e);
        }
    }

    @Override
    public Map<LogPartition, Long> positions() {
        var positions = new HashMap<LogPartition, Long>();
        new SqlReader(connections)
                .list(STORED, row -> positions.put(new LogPartition(row.getString(1), row.getInt(2)), row.getLong(3)));
        return Map.copyOf(positions);
    }

    @Override
    public void close() {
        connections.close();
    }
}
