package dev.parley.sinks.sql;

import java.util.ArrayList;
import java.util.List;

/** Splits the records of a poll into batches, one transaction each. */
final class Batches {
    static final int MAX_ROWS = 1000;
    static final int MAX_BYTES = 4 << 20;

    private Batches() {}

    /** Keeps the order. A batch has at least one row, however large the row is. */
    static List<List<SinkRow>> of(List<SinkRow> rows) {
        var batches = new ArrayList<List<SinkRow>>();
        var from = 0;
        long bytes = 0;
        for (var index = 0; index < rows.size(); index++) {
            var size = rows.get(index).row().size();
            if (index > from && (index - from == MAX_ROWS || bytes + size > MAX_BYTES)) {
                batches.add(rows.subList(from, index));
                from = index;
                bytes = 0;
            }
            bytes += size;
        }
        if (from < rows.size()) {
            batches.add(rows.subList(from, rows.size()));
        }
        return batches;
    }
}
