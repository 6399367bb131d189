package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.InviteRow.Creation;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Invites, including revoked, expired and used-up ones. */
final class InviteRows implements Projection<InviteRow> {
    private static final Table<InviteRow> TABLE = Table.<InviteRow>named("invites")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()),
                    text("invite_id", row -> row.key().inviteId()))
            .guarded(
                    number("created_seq", row -> row.creation().seq()),
                    number("uses", creation(Creation::uses)),
                    number("expires_at", creation(Creation::expiresAt)),
                    text("created_by", creation(Creation::by)),
                    number("created_at", creation(Creation::at)))
            .guarded(
                    number("uses_seq", row -> row.usesLeft().seq()),
                    number("uses_left", row -> row.usesLeft().value()))
            .highest(number("revoked_seq", InviteRow::revokedSeq));

    @Override
    public Table<InviteRow> table() {
        return TABLE;
    }

    @Override
    public List<InviteRow> rows(LogRecord record) {
        return record instanceof EventRecord event ? InviteRow.of(event.event()) : List.of();
    }

    @Override
    public Object key(InviteRow row) {
        return row.key();
    }

    @Override
    public InviteRow merge(InviteRow known, InviteRow other) {
        return known.merge(other);
    }

    /** A part of the creation; null where the row does not know it. */
    private static <T> Function<InviteRow, @Nullable T> creation(Function<Creation, @Nullable T> part) {
        return row -> row.creation().value() == null
                ? null
                : part.apply(row.creation().value());
    }
}
