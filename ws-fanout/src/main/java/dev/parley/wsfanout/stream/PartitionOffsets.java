package dev.parley.wsfanout.stream;

import java.util.Map;

/** How far a resuming session has read each partition. */
final class PartitionOffsets {
    private final long[] next;

    /** @param positions where the store ends; what it does not name was never stored of and begins at 0 */
    PartitionOffsets(int partitions, Map<Integer, Long> positions) {
        next = new long[partitions];
        positions.forEach((partition, offset) -> next[partition] = offset);
    }

    int count() {
        return next.length;
    }

    long of(int partition) {
        return next[partition];
    }

    void moveTo(int partition, long offset) {
        next[partition] = Math.max(next[partition], offset);
    }
}
