package dev.parley.sinks.worker;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.sinks.sql.SinkMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the end of the log with the tasks' positions. */
record LagMeter(Admin admin, Map<LogPartition, Long> nextOffsets, SinkMetrics metrics, StableOffsets stableOffsets) {
    private static final Logger LOG = LoggerFactory.getLogger(LagMeter.class);
    private static final long ANSWER_SECONDS = 2;

    /** Updates the gauges; leaves them unchanged if the brokers do not answer. */
    void measure() throws InterruptedException {
        var next = Map.copyOf(nextOffsets);
        try {
            var stable = ends(next.keySet(), IsolationLevel.READ_COMMITTED);
            var byTopic = new HashMap<String, Long>();
            stable.forEach(
                    (partition, end) -> byTopic.merge(partition.topic(), behind(next, partition, end), Long::sum));
            byTopic.forEach((topic, records) -> metrics.lag().labelValues(topic).set(records));
            // Read after the last stable offset, so that it is never lower.
            var ends = ends(next.keySet(), IsolationLevel.READ_UNCOMMITTED);
            metrics.heldBack().set(stableOffsets.longestHeldBack(stable, ends, System.nanoTime()));
        } catch (ExecutionException | TimeoutException e) {
            // Other metrics and logs report an unavailable log.
        }
    }

    private Map<TopicPartition, Long> ends(Set<LogPartition> partitions, IsolationLevel isolation)
            throws InterruptedException, ExecutionException, TimeoutException {
        var latest = partitions.stream().collect(Collectors.toMap(LagMeter::of, _ -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static long behind(Map<LogPartition, Long> next, TopicPartition partition, long end) {
        long stored = next.getOrDefault(new LogPartition(partition.topic(), partition.partition()), 0L);
        if (stored > end) {
            LOG.error("event=store-ahead-of-log partition={} stored={} end={}", partition, stored, end);
        }
        // A transaction marker takes an offset, but is never delivered.
        return Math.max(0, end - stored - 1);
    }

    private static TopicPartition of(LogPartition partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }
}
