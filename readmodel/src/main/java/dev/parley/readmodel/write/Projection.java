package dev.parley.readmodel.write;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What the records of the log become in one table. Pure and independent of the kind of store. Rows hold absolute values, and
 * each group of columns has a guard, so rows of one key may be merged in any order and written more than once. Listed in
 * {@link Projections#ALL}.
 */
public interface Projection<R> {
    Table<R> table();

    /** The rows of one record; none for records of other kinds, those that this version does not know included. */
    List<R> rows(LogRecord record);

    /** The row's primary key, as a value with {@code equals}. */
    Object key(R row);

    /** One row for two of the same key: of each group of columns the one with the higher guard. */
    R merge(R known, R other);

    /** The rows of a batch, each key once, in the order in which the keys occur first. */
    default Collection<R> fold(List<LogRecord> records) {
        var rows = new LinkedHashMap<Object, R>();
        for (var record : records) {
            for (var row : rows(record)) {
                rows.merge(key(row), row, this::merge);
            }
        }
        return rows.values();
    }
}
