package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;

/** Who is kept out of which group, and who was. */
final class BanRows implements Projection<BanRow> {
    private static final Table<BanRow> TABLE = Table.<BanRow>named("bans")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()),
                    text("user_id", row -> row.key().user()))
            .guarded(
                    number("seq", BanRow::seq),
                    flag("is_banned", BanRow::isBanned),
                    number("until_at", BanRow::untilAt),
                    text("reason", BanRow::reason),
                    text("banned_by", BanRow::by),
                    number("banned_at", BanRow::at));

    @Override
    public Table<BanRow> table() {
        return TABLE;
    }

    @Override
    public List<BanRow> rows(LogRecord record) {
        return record instanceof EventRecord event ? BanRow.of(event.event()) : List.of();
    }

    @Override
    public Object key(BanRow row) {
        return row.key();
    }

    @Override
    public BanRow merge(BanRow known, BanRow other) {
        return other.seq() > known.seq() ? other : known;
    }
}
