package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.bytes;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;

/** Every event, of whichever kind, as in the topic. The first event of a seq is never overwritten. */
final class EventRows implements Projection<EventRecord> {
    private static final Table<EventRecord> TABLE = Table.<EventRecord>named("events")
            .key(
                    text("tenant", row -> row.event().getTenant()),
                    text("conversation", row -> row.event().getConversation()),
                    number("seq", row -> row.event().getSeq()))
            .constants(
                    bytes("event_id", row -> row.event().getEventId().bytes()),
                    number("message_no", row -> row.event().getMessageNo()),
                    bytes("bytes", EventRecord::bytes));

    private record Key(String tenant, String conversation, long seq) {}

    @Override
    public Table<EventRecord> table() {
        return TABLE;
    }

    @Override
    public List<EventRecord> rows(LogRecord record) {
        return record instanceof EventRecord event ? List.of(event) : List.of();
    }

    @Override
    public Object key(EventRecord row) {
        var event = row.event();
        return new Key(event.getTenant(), event.getConversation(), event.getSeq());
    }

    @Override
    public EventRecord merge(EventRecord known, EventRecord other) {
        return known;
    }
}
