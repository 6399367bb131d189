package dev.parley.readmodel.sql;

import dev.parley.readmodel.write.Column;
import dev.parley.readmodel.write.Column.Bytes;
import dev.parley.readmodel.write.Column.Files;
import dev.parley.readmodel.write.Column.Flag;
import dev.parley.readmodel.write.Column.Numeric;
import dev.parley.readmodel.write.Column.Text;
import dev.parley.readmodel.write.Column.Texts;
import dev.parley.readmodel.write.Table;
import dev.parley.readmodel.write.Table.Group;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A multi-row insert that changes a stored row only where a guard increases. */
record Upsert<R>(String statement, List<Column<R>> columns) {

    static <R> Upsert<R> into(Table<R> table) {
        var names = table.columns().stream().map(Column::name).collect(Collectors.joining(","));
        var marks = table.columns().stream().map(_ -> "?").collect(Collectors.joining(","));
        return new Upsert<>(
                "INSERT INTO " + table.name() + " (" + names + ") VALUES (" + marks + ") ON DUPLICATE KEY UPDATE "
                        + updates(table),
                table.columns());
    }

    private static <R> String updates(Table<R> table) {
        if (table.groups().isEmpty()) {
            // The syntax demands an assignment; this one changes nothing.
            var last = table.key().getLast().name();
            return last + "=" + last;
        }
        return table.groups().stream().flatMap(Upsert::updates).collect(Collectors.joining(","));
    }

    /** Assignments see the effect of those before them, so the guard comes last. */
    private static <R> Stream<String> updates(Group<R> group) {
        var guard = group.guard().name();
        var taken = group.columns().stream()
                .map(Column::name)
                .map(name -> name + "=IF(VALUES(" + guard + ")>" + guard + ",VALUES(" + name + ")," + name + ")");
        return Stream.concat(taken, Stream.of(guard + "=GREATEST(" + guard + ",VALUES(" + guard + "))"));
    }

    void run(Connection connection, Collection<R> rows) throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            for (var row : rows) {
                bind(prepared, row);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    private void bind(PreparedStatement prepared, R row) throws SQLException {
        for (var index = 0; index < columns.size(); index++) {
            bind(prepared, index + 1, columns.get(index), row);
        }
    }

    private static <R> void bind(PreparedStatement prepared, int index, Column<R> column, R row) throws SQLException {
        switch (column) {
            case Text<R> text -> prepared.setString(index, text.value().apply(row));
            case Texts<R> texts ->
                prepared.setString(index, JsonLists.write(texts.value().apply(row)));
            case Files<R> files ->
                prepared.setString(index, JsonFiles.write(files.value().apply(row)));
            case Flag<R> flag -> prepared.setBoolean(index, flag.value().test(row));
            case Bytes<R> bytes -> prepared.setBytes(index, bytes.value().apply(row));
            case Numeric<R> number -> {
                var value = number.value().apply(row);
                if (value == null) {
                    prepared.setNull(index, Types.BIGINT);
                } else {
                    prepared.setLong(index, value);
                }
            }
        }
    }
}
