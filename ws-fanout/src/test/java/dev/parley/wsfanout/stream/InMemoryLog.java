package dev.parley.wsfanout.stream;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.schemas.Event;
import dev.parley.wsfanout.stream.SimulatedLog.Fate;
import dev.parley.wsfanout.stream.SimulatedLog.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic {@code events} and what the sink stored of it; the sink runs along, unless it is stopped. */
public final class InMemoryLog implements TopicReader, EventStore, MembershipStore {
    public static final int PARTITIONS = 4;

    private static final LogPartitions LAYOUT = new LogPartitions(PARTITIONS);
    private static final int CHUNK = 100;

    private final SimulatedLog log = new SimulatedLog(PARTITIONS);
    private final SimulatedSink sink = new SimulatedSink(log);
    private final Consumer<ConsumerRecord<byte[], byte[]>> tail;
    private boolean isSinkUp = true;
    private boolean isStoreUp = true;

    /** @param tail hears of each record once it is there */
    public InMemoryLog(Consumer<ConsumerRecord<byte[], byte[]>> tail) {
        this.tail = tail;
    }

    /** Appends and commits. */
    public synchronized void append(Event... events) {
        var transaction = new Transaction();
        for (var event : events) {
            append(transaction, event);
        }
        log.end(transaction, Fate.COMMITTED);
        store();
    }

    /** Appends, aborts and repeats, as a crash between sending and committing does. */
    public synchronized void appendTwice(Event... events) {
        var aborted = new Transaction();
        for (var event : events) {
            append(aborted, event);
        }
        log.end(aborted, Fate.ABORTED);
        append(events);
    }

    private void append(Transaction transaction, Event event) {
        var partition = LAYOUT.of(new ConversationKey(event.getTenant(), event.getConversation()));
        log.append(transaction, partition, event);
        var offset = log.end(partition) - 1;
        tail.accept(new ConsumerRecord<>(
                "events",
                partition,
                offset,
                new byte[0],
                log.at(partition, offset).wire()));
    }

    public synchronized void stopSink() {
        isSinkUp = false;
    }

    public synchronized void startSink() {
        isSinkUp = true;
        store();
    }

    public synchronized void setStoreUp(boolean isUp) {
        isStoreUp = isUp;
    }

    private void store() {
        for (var partition = 0; isSinkUp && partition < PARTITIONS; partition++) {
            sink.step(partition, Integer.MAX_VALUE / 2);
        }
    }

    public synchronized Map<Integer, Long> ends() {
        var ends = new HashMap<Integer, Long>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            ends.put(partition, log.end(partition));
        }
        return ends;
    }

    @Override
    public synchronized Chunk read(int partition, long from) {
        var events = new ArrayList<LoggedEvent>();
        var next = from;
        for (; next < log.end(partition) && events.size() < CHUNK; next++) {
            var entry = log.at(partition, next);
            if (entry.event() != null) {
                events.add(SampleEvents.CODEC.logged(
                        new LoggedEvent.Place(partition, next), SampleEvents.CODEC.read(entry.wire()), entry.wire()));
            }
        }
        return new Chunk(events, next, next >= log.end(partition));
    }

    @Override
    public Chunk readToEnd(int partition, long from) {
        return read(partition, from);
    }

    @Override
    public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
        return asked(() -> sink.after(tenant, conversation, afterSeq, limit));
    }

    @Override
    public long headSeq(String tenant, String conversation) {
        return asked(() -> sink.headSeq(tenant, conversation));
    }

    @Override
    public Map<Integer, Long> positions() {
        return asked(sink::positions);
    }

    @Override
    public List<Membership> of(String tenant, String user) {
        return asked(() -> sink.of(tenant, user));
    }

    @Override
    public Optional<Membership> find(String tenant, String conversation, String user) {
        return asked(() -> sink.find(tenant, conversation, user));
    }

    private synchronized <T> T asked(Supplier<T> answer) {
        if (!isStoreUp) {
            throw new StoreUnavailableException("stopped by the test", new IllegalStateException());
        }
        return answer.get();
    }
}
