package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;

/** Who reacts to a message with what. A reaction that was taken back keeps its row. */
final class ReactionRows implements Projection<ReactionRow> {
    private record OfUser(ReactionRow.Key reaction, String user) {}

    private static final Table<ReactionRow> TABLE = Table.<ReactionRow>named("reactions")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()),
                    number("message_seq", row -> row.key().messageSeq()),
                    text("emoji", row -> row.key().emoji()),
                    text("user_id", ReactionRow::user))
            .guarded(
                    number("seq", ReactionRow::seq),
                    flag("is_present", ReactionRow::isPresent),
                    number("reacted_at", ReactionRow::at));

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
        return new OfUser(row.key(), row.user());
    }

    @Override
    public ReactionRow merge(ReactionRow known, ReactionRow other) {
        return known.newer(other);
    }
}
