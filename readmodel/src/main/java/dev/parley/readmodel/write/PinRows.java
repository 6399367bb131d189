package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.PinRows.PinRow;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.MessageUnpinned;
import java.util.List;

/**
 * The pinned messages of a conversation, in the order of their pins. A pin that was taken off keeps its row; that of a deleted
 * message stands, and readers leave it out.
 */
final class PinRows implements Projection<PinRow> {
    private record Key(String tenant, String conversation, long messageSeq) {}

    /** @param seq guard of {@code isPinned} */
    record PinRow(String tenant, String conversation, long messageSeq, boolean isPinned, long seq) {}

    private static final Table<PinRow> TABLE = Table.<PinRow>named("pins")
            .key(
                    text("tenant", PinRow::tenant),
                    text("conversation", PinRow::conversation),
                    number("message_seq", PinRow::messageSeq))
            .guarded(number("seq", PinRow::seq), flag("is_pinned", PinRow::isPinned));

    @Override
    public Table<PinRow> table() {
        return TABLE;
    }

    @Override
    public List<PinRow> rows(LogRecord record) {
        return record instanceof EventRecord row ? rows(row.event()) : List.of();
    }

    private static List<PinRow> rows(Event event) {
        return switch (event.getBody()) {
            case MessagePinned pinned -> List.of(row(event, pinned.getMessageSeq(), true));
            case MessageUnpinned unpinned -> List.of(row(event, unpinned.getMessageSeq(), false));
            default -> List.of();
        };
    }

    private static PinRow row(Event event, long messageSeq, boolean isPinned) {
        return new PinRow(event.getTenant(), event.getConversation(), messageSeq, isPinned, event.getSeq());
    }

    @Override
    public Object key(PinRow row) {
        return new Key(row.tenant(), row.conversation(), row.messageSeq());
    }

    @Override
    public PinRow merge(PinRow known, PinRow other) {
        return other.seq() > known.seq() ? other : known;
    }
}
