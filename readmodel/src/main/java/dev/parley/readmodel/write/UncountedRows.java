package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.UncountedRows.Uncounted;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import java.util.List;
import java.util.Objects;

/**
 * Messages that are unread for nobody in their conversation: replies of threads and deleted ones. A deleted reply has one row. Rows are
 * written once and never changed.
 */
final class UncountedRows implements Projection<Uncounted> {
    private record Key(String tenant, String conversation, long seq) {}

    /** @param seq of the event that created the message */
    record Uncounted(String tenant, String conversation, long seq, String sender) {}

    private static final Table<Uncounted> TABLE = Table.<Uncounted>named("uncounted")
            .key(
                    text("tenant", Uncounted::tenant),
                    text("conversation", Uncounted::conversation),
                    number("seq", Uncounted::seq))
            .constants(text("sender", Uncounted::sender));

    @Override
    public Table<Uncounted> table() {
        return TABLE;
    }

    @Override
    public List<Uncounted> rows(LogRecord record) {
        return record instanceof EventRecord row ? rows(row.event()) : List.of();
    }

    private static List<Uncounted> rows(Event event) {
        return switch (event.getBody()) {
            case MessageCreated message
            when message.getParentId() != null ->
                List.of(row(event, event.getSeq(), Objects.requireNonNullElse(event.getActor(), "")));
            case MessageDeleted deleted -> List.of(row(event, deleted.getMessageSeq(), deleted.getAuthor()));
            default -> List.of();
        };
    }

    private static Uncounted row(Event event, long messageSeq, String sender) {
        return new Uncounted(event.getTenant(), event.getConversation(), messageSeq, sender);
    }

    @Override
    public Object key(Uncounted row) {
        return new Key(row.tenant(), row.conversation(), row.seq());
    }

    @Override
    public Uncounted merge(Uncounted known, Uncounted other) {
        return known;
    }
}
