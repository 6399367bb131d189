package dev.parley.operator.command;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: the first row is the head, and each column is as wide as its longest cell. */
public final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    public Columns(String... head) {
        rows.add(List.of(head));
    }

    /** @param cells as many as the head has; anything's text */
    public Columns row(Object... cells) {
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(String.valueOf(cell));
        }
        if (row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("A row of " + row.size() + " cells in a table of "
                    + rows.getFirst().size());
        }
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                line.append(cell).repeat(" ", width(column) - cell.length() + 2);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
