package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.PositionRows.PositionRow;
import java.util.List;

/** The next offset of each partition that is not yet in the store. Every record moves it, dead letters included. */
final class PositionRows implements Projection<PositionRow> {
    private static final Table<PositionRow> TABLE = Table.<PositionRow>named("sink_positions")
            .key(text("topic", row -> row.partition().topic()), number("partition_no", row ->
                    (long) row.partition().number()))
            .highest(number("next_offset", PositionRow::nextOffset));

    /** One partition's position. */
    record PositionRow(LogPartition partition, long nextOffset) {}

    @Override
    public Table<PositionRow> table() {
        return TABLE;
    }

    @Override
    public List<PositionRow> rows(LogRecord record) {
        return List.of(new PositionRow(record.partition(), record.offset() + 1));
    }

    @Override
    public Object key(PositionRow row) {
        return row.partition();
    }

    @Override
    public PositionRow merge(PositionRow known, PositionRow other) {
        return other.nextOffset() > known.nextOffset() ? other : known;
    }
}
