package dev.parley.sinks.worker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Since when the last stable offset of each partition stands still before records that an open transaction holds back. Not
 * safe for many threads.
 */
final class StableOffsets {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<TopicPartition, Standing> standing = new HashMap<>();

    private record Standing(long offset, long sinceNanos) {}

    /**
     * The longest time of any partition, in seconds; 0 where nothing is held back.
     *
     * @param stable where durable readers must stop
     * @param ends where the log ends
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
