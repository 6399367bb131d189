package dev.parley.readmodel.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An insert of many rows in one statement, which lets a row that is there change only for a newer version. */
record Upsert<T>(String statement, Binder<T> binder) {

    /** Sets a row's parameters, in the order of the columns. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** @param updates the assignments for a row that is there; in their order they see each other's effect */
    static <T> Upsert<T> into(String table, List<String> columns, String updates, Binder<T> binder) {
        var marks = columns.stream().map(_ -> "?").collect(Collectors.joining(","));
        var statement = "INSERT INTO " + table + " (" + String.join(",", columns) + ") VALUES (" + marks
                + ") ON DUPLICATE KEY UPDATE " + updates;
        return new Upsert<>(statement, binder);
    }

    /** Takes these columns where the guard is higher than what is there. The guard comes last, for it is assigned too. */
    static String guarded(String guard, String... columns) {
        var taken = Stream.of(columns)
                .map(column ->
                        column + "=IF(VALUES(" + guard + ")>" + guard + ",VALUES(" + column + ")," + column + ")");
        return Stream.concat(taken, Stream.of(highest(guard))).collect(Collectors.joining(","));
    }

    /** Takes the higher of what is there and what comes. */
    static String highest(String column) {
        return column + "=GREATEST(" + column + ",VALUES(" + column + "))";
    }

    void run(Connection connection, Collection<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var prepared = connection.prepareStatement(statement)) {
            for (var row : rows) {
                binder.bind(prepared, row);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }
}
