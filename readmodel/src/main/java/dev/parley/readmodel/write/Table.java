package dev.parley.readmodel.write;

import dev.parley.readmodel.write.Column.Numeric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A table's columns, and when a new row may change a stored one.
 *
 * @param key the primary key
 * @param constants columns that are written with the row and never change
 * @param groups columns that change, each group by its own guard
 */
// The arrays of columns are only read.
@SuppressWarnings("varargs")
public record Table<R>(String name, List<Column<R>> key, List<Column<R>> constants, List<Group<R>> groups) {

    /**
     * Columns that are taken from a new row only if its guard is higher than the stored one.
     *
     * @param isRare whether a statement leaves the group out if none of its rows sets it; needs defaults in the schema
     */
    public record Group<R>(Numeric<R> guard, List<Column<R>> columns, boolean isRare) {
        boolean isSetBy(R row) {
            var seq = guard.value().apply(row);
            return seq != null && seq > 0;
        }
    }

    static <R> Table<R> named(String name) {
        return new Table<>(name, List.of(), List.of(), List.of());
    }

    @SafeVarargs
    final Table<R> key(Column<R>... columns) {
        return new Table<>(name, List.of(columns), constants, groups);
    }

    @SafeVarargs
    final Table<R> constants(Column<R>... columns) {
        return new Table<>(name, key, List.of(columns), groups);
    }

    @SafeVarargs
    final Table<R> guarded(Numeric<R> guard, Column<R>... columns) {
        return with(new Group<>(guard, List.of(columns), false));
    }

    /** Columns that few rows set: the others do not pay for them. */
    @SafeVarargs
    final Table<R> rarely(Numeric<R> guard, Column<R>... columns) {
        return with(new Group<>(guard, List.of(columns), true));
    }

    /** A column that never decreases. */
    Table<R> highest(Numeric<R> column) {
        return guarded(column);
    }

    private Table<R> with(Group<R> group) {
        var all = new ArrayList<>(groups);
        all.add(group);
        return new Table<>(name, key, constants, List.copyOf(all));
    }

    /** The table with those columns only that writing these rows needs. */
    public Table<R> narrowedTo(Collection<R> rows) {
        var needed = groups.stream()
                .filter(group -> !group.isRare() || rows.stream().anyMatch(group::isSetBy))
                .toList();
        return new Table<>(name, key, constants, needed);
    }

    /** Every column. */
    public List<Column<R>> columns() {
        var columns = new ArrayList<Column<R>>(key);
        columns.addAll(constants);
        for (var group : groups) {
            columns.addAll(group.columns());
            columns.add(group.guard());
        }
        return columns;
    }
}
