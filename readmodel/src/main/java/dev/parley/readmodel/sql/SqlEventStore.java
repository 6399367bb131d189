package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.EventStore;
import dev.parley.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link EventStore} over the tables events and sink_positions. */
record SqlEventStore(SqlReader reader) implements EventStore {
    private static final String AFTER = """
            SELECT seq, bytes FROM events
            WHERE tenant = ? AND conversation = ? AND seq > ? ORDER BY seq LIMIT ?""";
    private static final String HEAD = """
            SELECT seq FROM events
            WHERE tenant = ? AND conversation = ? ORDER BY seq DESC LIMIT 1""";

    @Override
    public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
        var stored = reader.list(
                AFTER, row -> new StoredEvent(row.getLong(1), row.getBytes(2)), tenant, conversation, afterSeq, limit);
        return contiguous(stored, afterSeq);
    }

    @Override
    public long headSeq(String tenant, String conversation) {
        return reader.first(HEAD, row -> row.getLong(1), tenant, conversation).orElse(0L);
    }

    @Override
    public Map<Integer, Long> positions() {
        return new SqlPositions(reader).of(Topics.EVENTS.name());
    }

    /** Ends before a hole; only an event among the dead letters leaves one. */
    private static List<StoredEvent> contiguous(List<StoredEvent> stored, long afterSeq) {
        var events = new ArrayList<StoredEvent>(stored.size());
        for (var event : stored) {
            if (event.seq() != afterSeq + 1 + events.size()) {
                break;
            }
            events.add(event);
        }
        return events;
    }
}
