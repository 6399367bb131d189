package dev.parley.wsfanout.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events that the tail handled last, of all partitions, within a budget of bytes; repeats of aborted transactions are
 * held like any other record. Written by the tail's thread, read by any.
 */
public final class Ring {
    private final long maxBytes;
    private final PartitionRing[] partitions;
    private final ArrayDeque<LoggedEvent> byArrival = new ArrayDeque<>();
    private final Map<SeqKey, LoggedEvent> bySeq = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long bytes;

    private record SeqKey(ConversationKey key, long seq) {
        static SeqKey of(LoggedEvent event) {
            return new SeqKey(event.key(), event.seq());
        }
    }

    public Ring(int partitions, long maxBytes) {
        this.maxBytes = maxBytes;
        this.partitions = new PartitionRing[partitions];
        for (var i = 0; i < partitions; i++) {
            this.partitions[i] = new PartitionRing();
        }
    }

    int partitions() {
        return partitions.length;
    }

    void append(LoggedEvent event) {
        lock.lock();
        try {
            if (event.place().offset() <= partitions[event.place().partition()].lastOffset()) {
                // The log lost its end, and goes on from before it.
                forget(event.place().partition());
            }
            partitions[event.place().partition()].add(event);
            byArrival.add(event);
            bySeq.put(SeqKey.of(event), event);
            bytes += event.bytes();
            while (bytes > maxBytes) {
                evict(byArrival.remove());
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(int partition) {
        byArrival.removeIf(event -> event.place().partition() == partition && drop(event));
        partitions[partition] = new PartitionRing();
    }

    private void evict(LoggedEvent oldest) {
        partitions[oldest.place().partition()].removeFirst();
        drop(oldest);
    }

    private boolean drop(LoggedEvent oldest) {
        bySeq.remove(SeqKey.of(oldest), oldest);
        bytes -= oldest.bytes();
        return true;
    }

    /** States that the tail has handled, or will handle, every record from this offset on. */
    void coverFrom(int partition, long offset) {
        lock.lock();
        try {
            partitions[partition].coverFrom(offset);
        } finally {
            lock.unlock();
        }
    }

    /** States that no event stands from {@code from} up to {@code to}. */
    void extendDown(int partition, long from, long to) {
        lock.lock();
        try {
            if (partitions[partition].floor() <= to) {
                partitions[partition].coverFrom(from);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was handled from an offset on; empty where the ring does not reach back to it. */
    Optional<Chunk> read(int partition, long from, int max) {
        lock.lock();
        try {
            var ring = partitions[partition];
            return from < ring.floor() ? Optional.empty() : Optional.of(ring.read(from, max));
        } finally {
            lock.unlock();
        }
    }

    /** The event of this seq, as it was handled last. */
    Optional<LoggedEvent> find(ConversationKey key, long seq) {
        lock.lock();
        try {
            return Optional.ofNullable(bySeq.get(new SeqKey(key, seq)));
        } finally {
            lock.unlock();
        }
    }
}
