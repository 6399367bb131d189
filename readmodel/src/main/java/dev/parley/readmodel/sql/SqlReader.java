package dev.parley.readmodel.sql;

import dev.parley.readmodel.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs queries; every SQL error becomes a {@link StoreUnavailableException}. */
public record SqlReader(DataSource connections) {

    /** Reads the current row of a result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String query, RowReader<T> reader, @Nullable Object... parameters) {
        try (var connection = connections.getConnection()) {
            return list(connection, query, reader, parameters);
        } catch (SQLException e) {
            throw new StoreUnavailableException("No answer from the SQL store: " + e.getMessage(), e);
        }
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
