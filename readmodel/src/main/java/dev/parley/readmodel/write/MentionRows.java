package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;

/** Whom messages name or named. A message that names nobody has no row. */
final class MentionRows implements Projection<MentionRow> {
    private static final Table<MentionRow> TABLE = Table.<MentionRow>named("mentions")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()),
                    text("user_id", row -> row.key().user()),
                    number("message_seq", row -> row.key().messageSeq()))
            .guarded(
                    number("seq", MentionRow::seq),
                    number("parent_seq", MentionRow::parentSeq),
                    text("sender", MentionRow::sender),
                    flag("is_counted", MentionRow::isCounted));

    @Override
    public Table<MentionRow> table() {
        return TABLE;
    }

    @Override
    public List<MentionRow> rows(LogRecord record) {
        return record instanceof EventRecord event ? MentionRow.of(event.event()) : List.of();
    }

    @Override
    public Object key(MentionRow row) {
        return row.key();
    }

    @Override
    public MentionRow merge(MentionRow known, MentionRow other) {
        return other.seq() > known.seq() ? other : known;
    }
}
