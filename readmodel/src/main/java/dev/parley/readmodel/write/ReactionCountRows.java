package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;

/** How many users have a reaction to a message. */
final class ReactionCountRows implements Projection<ReactionRow> {
    private static final Table<ReactionRow> TABLE = Table.<ReactionRow>named("reaction_counts")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()),
                    number("message_seq", row -> row.key().messageSeq()),
                    text("emoji", row -> row.key().emoji()))
            .guarded(number("seq", ReactionRow::seq), number("reaction_count", ReactionRow::count));

    @Override
    public Table<ReactionRow> table() {
        return TABLE;
    }

    @Override
    public List<ReactionRow> rows(LogRecord record) {
        return record instanceof EventRecord row
                ? ReactionRow.of(row.event()).stream().toList()
                : List.of();
    }

    @Override
    public Object key(ReactionRow row) {
        return row.key();
    }

    @Override
    public ReactionRow merge(ReactionRow known, ReactionRow other) {
        return known.newer(other);
    }
}
