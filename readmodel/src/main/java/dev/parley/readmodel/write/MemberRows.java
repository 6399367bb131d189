package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;

/** Present and former members. A membership that ended keeps its row. */
final class MemberRows implements Projection<MemberRow> {
    private static final Table<MemberRow> TABLE = Table.<MemberRow>named("members")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()),
                    text("user_id", row -> row.key().user()))
            .guarded(
                    number("joined_seq", row -> row.joinedAt().seq()),
                    number("joined_at", row -> row.joinedAt().value()))
            .guarded(number("role_seq", row -> row.role().seq()), text("role", MemberRow::roleOrLowest))
            .guarded(
                    number("seq", row -> row.presence().seq()),
                    flag("is_member", MemberRow::isMember),
                    number("left_seq", MemberRow::leftSeq))
            .rarely(
                    number("muted_seq", row -> row.mutedUntil().seq()),
                    number("muted_until", row -> row.mutedUntil().value()));

    @Override
    public Table<MemberRow> table() {
        return TABLE;
    }

    @Override
    public List<MemberRow> rows(LogRecord record) {
        return record instanceof EventRecord event ? MemberRow.of(event.event()) : List.of();
    }

    @Override
    public Object key(MemberRow row) {
        return row.key();
    }

    @Override
    public MemberRow merge(MemberRow known, MemberRow other) {
        return known.merge(other);
    }
}
