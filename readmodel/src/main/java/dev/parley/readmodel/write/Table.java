package dev.parley.readmodel.write;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table's columns, and when a new row may change a stored one.
 *
 * @param key the primary key
 * @param constants columns that are written with the row and never change
 * @param groups columns that change, each group by its own guard
 */
public record Table<R>(String name, List<Column<R>> key, List<Column<R>> constants, List<Group<R>> groups) {

    /** Columns that are taken from a new row only if its guard is higher than the stored one. */
    public record Group<R>(Column<R> guard, List<Column<R>> columns) {}

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
    final Table<R> guarded(Column<R> guard, Column<R>... columns) {
        var all = new ArrayList<>(groups);
        all.add(new Group<>(guard, List.of(columns)));
        return new Table<>(name, key, constants, List.copyOf(all));
    }

    /** A column that never decreases. */
    Table<R> highest(Column<R> column) {
        return guarded(column);
    }

    /** Every column. */
    public List<Column<R>> columns() {
        return Stream.of(
                        key.stream(),
                        constants.stream(),
                        groups.stream().flatMap(group -> group.columns().stream()),
                        groups.stream().map(Group::guard))
                .flatMap(columns -> columns)
                .toList();
    }
}
