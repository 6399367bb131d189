package dev.parley.sinks.worker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * For how long the last stable offset of each partition has not moved although records follow it: an open transaction blocks
 * readers of committed records. Not safe for many threads.
 */
final class StableOffsets {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<TopicPartition, Standing> standing = new HashMap<>();

    private record Standing(long offset, long sinceNanos) {}

    /**
     * The longest such time of any partition, in seconds; 0 if none is blocked.
     *
     * @param stable last stable offsets
     * @param ends end offsets
     */
    double longestHeldBack(Map<TopicPartition, Long> stable, Map<TopicPartition, Long> ends, long nowNanos) {
        standing.keySet().retainAll(stable.keySet());
        var longest = 0L;
        for (var partition : stable.entrySet()) {
            var isHeldBack = ends.getOrDefault(partition.getKey(), 0L) > partition.getValue();
            var before = standing.get(partition.getKey());
            if (!isHeldBack) {
                standing.remove(partition.getKey());
            } else if (before == null || before.offset() != partition.getValue()) {
                standing.put(partition.getKey(), new Standing(partition.getValue(), nowNanos));
            } else {
                longest = Math.max(longest, nowNanos - before.sinceNanos());
            }
        }
        return longest / NANOS_PER_SECOND;
    }
}
