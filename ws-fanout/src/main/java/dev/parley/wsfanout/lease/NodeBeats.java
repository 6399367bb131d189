package dev.parley.wsfanout.lease;

import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.schemas.NodeBeat;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * The node's signs of life, for every partition. A partition that has had none for half a lease may have taken the node for dead: its
 * generation grows with the first one after that. Acknowledged on any thread; the rest is for one.
 */
final class NodeBeats {
    static final Duration INTERVAL = Duration.ofSeconds(5);
    /** Half of a lease. */
    static final Duration LOST_AFTER = Duration.ofSeconds(15);

    private final SignalLog<LeaseDraft> log;
    private final int partitions;
    private final LongSupplier nanoTime;
    private final PresenceMetrics metrics;
    private final AtomicLongArray heardAt;
    private final AtomicIntegerArray generations;
    private final AtomicInteger underWay = new AtomicInteger();
    private long nextAt;

    NodeBeats(SignalLog<LeaseDraft> log, int partitions, LongSupplier nanoTime, PresenceMetrics metrics) {
        this.log = log;
        this.partitions = partitions;
        this.nanoTime = nanoTime;
        this.metrics = metrics;
        this.heardAt = new AtomicLongArray(partitions);
        this.generations = new AtomicIntegerArray(partitions);
        this.nextAt = nanoTime.getAsLong();
        for (var partition = 0; partition < partitions; partition++) {
            heardAt.set(partition, nextAt);
        }
    }

    /** Appends one where it is time. */
    void beat(String node) {
        var now = nanoTime.getAsLong();
        if (now - nextAt >= 0) {
            nextAt = now + INTERVAL.toNanos();
            append(new NodeBeat(node, false));
        }
    }

    /** The last one. */
    void stop(String node) {
        append(new NodeBeat(node, true));
    }

    /** Another one where the leases of a partition are to be announced again. */
    int generation(int partition) {
        return generations.get(partition);
    }

    boolean isIdle() {
        return underWay.get() == 0;
    }

    private void append(NodeBeat beat) {
        for (var draft : LeaseDraft.everywhere(beat, partitions)) {
            var partition = draft.partition() == null ? 0 : draft.partition();
            underWay.incrementAndGet();
            var _ = log.append(draft).thenAccept(isDurable -> appended(partition, isDurable));
        }
    }

    private void appended(int partition, boolean isDurable) {
        underWay.decrementAndGet();
        if (!isDurable) {
            metrics.lostBeat();
            return;
        }
        var now = nanoTime.getAsLong();
        if (now - heardAt.getAndSet(partition, now) >= LOST_AFTER.toNanos()) {
            generations.incrementAndGet(partition);
        }
    }
}
