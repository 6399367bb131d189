package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.MessageChangeRows.MessageChange;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import java.util.List;

/** From a message to the events that changed it. Rows are written once and never changed. */
final class MessageChangeRows implements Projection<MessageChange> {
    /** Seqs of the message's first event and of the one that changed it. */
    record MessageChange(String tenant, String conversation, long messageSeq, long seq) {}

    private static final Table<MessageChange> TABLE = Table.<MessageChange>named("message_changes")
            .key(
                    text("tenant", MessageChange::tenant),
                    text("conversation", MessageChange::conversation),
                    number("message_seq", MessageChange::messageSeq),
                    number("seq", MessageChange::seq));

    @Override
    public Table<MessageChange> table() {
        return TABLE;
    }

    @Override
    public List<MessageChange> rows(LogRecord record) {
        return record instanceof EventRecord row ? rows(row.event()) : List.of();
    }

    private static List<MessageChange> rows(Event event) {
        return switch (event.getBody()) {
            case MessageEdited edited -> List.of(change(event, edited.getMessageSeq()));
            case MessageDeleted deleted -> List.of(change(event, deleted.getMessageSeq()));
            default -> List.of();
        };
    }

    private static MessageChange change(Event event, long messageSeq) {
        return new MessageChange(event.getTenant(), event.getConversation(), messageSeq, event.getSeq());
    }

    @Override
    public Object key(MessageChange row) {
        return row;
    }

    @Override
    public MessageChange merge(MessageChange known, MessageChange other) {
        return known;
    }
}
