package dev.parley.wsfanout.stream;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A push node on a simulated log: whenever the code under test may block, the world goes on. */
final class SimulatedNode
        implements StreamScheduler, EventFeed, StreamMetrics, TopicReader, EventStore, MembershipStore {
    private static final int CHUNK = 5;

    private final SimulatedLog log;
    private final SimulatedSink sink;
    private final Runnable world;
    private final EventStream stream;
    private final long[] tail;
    private final List<Runnable> tasks = new ArrayList<>();
    private final Map<String, List<Membership>> lastSnapshots = new HashMap<>();
    private Consumer<EventRecord> receiver = _ -> {};
    private int divergent;

    SimulatedNode(SimulatedLog log, SimulatedSink sink, long ringBytes, Runnable world) {
        this.log = log;
        this.sink = sink;
        this.world = world;
        this.tail = new long[log.partitions()];
        var ring = new Ring(log.partitions(), ringBytes);
        this.stream =
                new EventStream(new EventStream.Sources(this, this, this, this), SampleEvents.CODEC, ring, this, this);
        var ends = new HashMap<Integer, Long>();
        for (var partition = 0; partition < tail.length; partition++) {
            tail[partition] = log.end(partition);
            ends.put(partition, tail[partition]);
        }
        stream.startAt(ends);
    }

    EventStream stream() {
        return stream;
    }

    int divergentCount() {
        return divergent;
    }

    /** The memberships that the last resume of a user has seen. */
    List<Membership> lastSnapshot(String tenant, String user) {
        return lastSnapshots.getOrDefault(tenant + "/" + user, List.of());
    }

    /** The tail handles a few more records of a partition; true where there were any. */
    boolean stepTail(int partition, int records) {
        var end = Math.min(log.end(partition), tail[partition] + records);
        var isAny = tail[partition] < end;
        for (; tail[partition] < end; tail[partition]++) {
            var entry = log.at(partition, tail[partition]);
            if (entry.event() != null) {
                receiver.accept(new EventRecord(partition, tail[partition], entry.wire()));
            }
        }
        return isAny;
    }

    /** Runs one thing that waits; true where there was any. */
    boolean stepTask() {
        if (tasks.isEmpty()) {
            return false;
        }
        tasks.removeFirst().run();
        return true;
    }

    @Override
    public Executor tailThread() {
        return task -> {
            world.run();
            task.run();
        };
    }

    @Override
    public void soon(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void later(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void onEach(Consumer<EventRecord> to) {
        receiver = to;
    }

    @Override
    public void pause() {
        throw new AssertionError("The registry always answers.");
    }

    @Override
    public void resume() {
        throw new AssertionError("Nothing was held.");
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public void divergent() {
        divergent++;
    }

    @Override
    public void unreadable() {
        throw new AssertionError("Every record can be read.");
    }

    @Override
    public void passedOver() {
        throw new AssertionError("Every event can be shown.");
    }

    @Override
    public Chunk read(int partition, long from) {
        world.run();
        var events = new ArrayList<LoggedEvent>();
        var next = from;
        for (; next < log.end(partition) && events.size() < CHUNK; next++) {
            var entry = log.at(partition, next);
            if (entry.event() != null) {
                events.add(
                        SampleEvents.CODEC.logged(new LoggedEvent.Place(partition, next), entry.event(), entry.wire()));
            }
        }
        return new Chunk(events, next, next == log.end(partition));
    }

    @Override
    public Chunk readToEnd(int partition, long from) {
        return read(partition, from);
    }

    @Override
    public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
        world.run();
        return sink.after(tenant, conversation, afterSeq, 3);
    }

    @Override
    public long headSeq(String tenant, String conversation) {
        world.run();
        return sink.headSeq(tenant, conversation);
    }

    @Override
    public Map<Integer, Long> positions() {
        world.run();
        return sink.positions();
    }

    @Override
    public List<Membership> of(String tenant, String user) {
        world.run();
        var rows = sink.of(tenant, user);
        lastSnapshots.put(tenant + "/" + user, rows);
        return rows;
    }

    @Override
    public Optional<Membership> find(String tenant, String conversation, String user) {
        return sink.find(tenant, conversation, user);
    }
}
