package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;

/** Blocks and friendships between two users. A relation that ended keeps its row. */
final class RelationRows implements Projection<RelationRow> {
    private static final Table<RelationRow> TABLE = Table.<RelationRow>named("relations")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("user_id", row -> row.key().user()),
                    text("other_id", row -> row.key().other()))
            .guarded(
                    number("block_seq", row -> row.block().seq()),
                    flag("is_blocked", RelationRow::isBlocked),
                    number("blocked_at", row -> RelationRow.at(row.block().value())))
            .guarded(
                    number("friend_seq", row -> row.friendship().seq()),
                    text("friendship", RelationRow::friendshipState),
                    number("friend_at", row -> RelationRow.at(row.friendship().value())));

    @Override
    public Table<RelationRow> table() {
        return TABLE;
    }

    @Override
    public List<RelationRow> rows(LogRecord record) {
        return record instanceof EventRecord event ? RelationRow.of(event.event()) : List.of();
    }

    @Override
    public Object key(RelationRow row) {
        return row.key();
    }

    @Override
    public RelationRow merge(RelationRow known, RelationRow other) {
        return known.merge(other);
    }
}
