package dev.parley.standalone.inbox;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.LogRecord.ReceiptRecord;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.Origin;
import dev.parley.topologies.receipts.ReceiptFold;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A partition of receipts: two logs in, which it reads in any order and now and then anew, and the log of markers out. */
final class ReceiptPartition {
    private static final LogPartition RECEIPTS = new LogPartition(Topics.RECEIPTS.name(), 0);

    /** What is asked, and when it was appended. */
    record Asked(ReceiptAction action, long at) {}

    /** A receipt that was taken, and the last event of its conversation that was known then. */
    record Taken(ReceiptAction action, long knownSeq) {}

    /** Up to where both logs were taken when so many records had been written. */
    record Written(int records, int taken, int events) {}

    final List<Asked> asked = new ArrayList<>();
    /** The first so many of those asked. */
    final List<Taken> taken = new ArrayList<>();

    final List<ReceiptRecord> records = new ArrayList<>();
    final List<Written> written = new ArrayList<>(List.of(new Written(0, 0, 0)));

    private final List<EventRecord> events;
    private final ReceiptFold fold;
    private final AvroReader<Receipt> reader;
    private final Map<String, Long> known = new HashMap<>();
    private int nextAsked;
    private int nextEvent;
    private int mostEvents;

    /** @param events as they grow */
    ReceiptPartition(SchemaRegistry registry, List<EventRecord> events) {
        this.events = events;
        this.fold = ReceiptFold.factory(registry).apply(new InMemoryKeyValues());
        this.reader = new AvroReader<>(registry, Receipt.getClassSchema());
    }

    void ask(ReceiptAction action, long time) {
        asked.add(new Asked(action, time));
    }

    boolean hasEvent() {
        return nextEvent < events.size();
    }

    boolean hasReceipt() {
        return nextAsked < asked.size();
    }

    void takeEvent(long now) {
        var record = events.get(nextEvent++);
        var event = record.event();
        fold.event(event, new Origin(record.offset(), event.getAt().toEpochMilli(), now));
        known.merge(event.getTenant() + " " + event.getConversation(), event.getSeq(), Math::max);
        mostEvents = Math.max(mostEvents, nextEvent);
    }

    void takeReceipt(long now) {
        var one = asked.get(nextAsked);
        fold.receipt(one.action, new Origin(nextAsked, one.at, now));
        nextAsked++;
        if (nextAsked > taken.size()) {
            var conversation = one.action.getTenant() + " " + one.action.getConversation();
            taken.add(new Taken(one.action, known.getOrDefault(conversation, 0L)));
        }
    }

    /** Reads the last ones again, as after a crash. */
    void goBack(int receipts, int eventCount) {
        nextAsked = Math.max(0, nextAsked - receipts);
        nextEvent = Math.max(0, nextEvent - eventCount);
    }

    /** Writes what is due by then. */
    void write(long now) {
        for (var key : fold.emissions().take(now)) {
            fold.current(key, now)
                    .ifPresent(output -> records.add(new ReceiptRecord(
                            RECEIPTS, records.size(), reader.read(output.bytes()), output.bytes().length)));
        }
        written.add(new Written(records.size(), taken.size(), mostEvents));
    }
}
