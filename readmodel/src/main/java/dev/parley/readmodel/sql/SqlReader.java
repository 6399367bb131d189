package dev.parley.readmodel.sql;

import dev.parley.readmodel.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries; every SQL error becomes a {@link StoreUnavailableException}.
 *
 * @param moment the connection whose transaction holds the moment that all queries see; null = each query sees its own
 */
public record SqlReader(DataSource connections, @Nullable Connection moment) {
    public SqlReader(DataSource connections) {
        this(connections, null);
    }

    /** Reads the current row of a result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String query, RowReader<T> reader, @Nullable Object... parameters) {
        if (moment != null) {
            try {
                return list(moment, query, reader, parameters);
            } catch (SQLException e) {
                throw unavailable(e);
            }
        }
        try (var connection = connections.getConnection()) {
            return list(connection, query, reader, parameters);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Queries that all see the store as it is at the first of them. Costs three round trips more. */
    <T> T atOneMoment(Function<SqlReader, T> queries) {
        try (var connection = connections.getConnection();
                var statement = connection.createStatement()) {
            // Of the next transaction only.
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION");
            try {
                return queries.apply(new SqlReader(connections, connection));
            } finally {
                statement.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static StoreUnavailableException unavailable(SQLException cause) {
        return new StoreUnavailableException("No answer from the SQL store: " + cause.getMessage(), cause);
    }

    <T> Optional<T> first(String query, RowReader<T> reader, @Nullable Object... parameters) {
        return list(query, reader, parameters).stream().findFirst();
    }

    private static <T> List<T> list(
            Connection connection, String query, RowReader<T> reader, @Nullable Object[] parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<T>();
                while (rows.next()) {
                    values.add(reader.read(rows));
                }
                return values;
            }
        }
    }
}
