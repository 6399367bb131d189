package dev.parley.client.run;

import java.util.ArrayList;
import java.util.List;

/** Two columns: what, and how much. */
public final class TextTable {
    private record Row(String label, String value) {}

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    public TextTable(String title) {
        this.title = title;
    }

    public TextTable row(String label, String value) {
        rows.add(new Row(label, value));
        return this;
    }

    public TextTable row(String label, long value) {
        return row(label, String.format("%,d", value));
    }

    @Override
    public String toString() {
        var width = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        var text = new StringBuilder(title).append(System.lineSeparator());
        for (var row : rows) {
            text.append("  ")
                    .append(row.label())
                    .repeat(" ", width - row.label().length() + 2)
                    .append(row.value())
                    .append(System.lineSeparator());
        }
        return text.toString();
    }
}
