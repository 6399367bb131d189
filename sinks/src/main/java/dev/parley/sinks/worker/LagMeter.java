package dev.parley.sinks.worker;

import dev.parley.readmodel.write.LogPartition;
import io.prometheus.metrics.core.metrics.Gauge;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the ends of the log against how far the tasks are. */
record LagMeter(Admin admin, Map<LogPartition, Long> nextOffsets, Gauge lag) {
    private static final Logger LOG = LoggerFactory.getLogger(LagMeter.class);
    private static final long ANSWER_SECONDS = 2;

    /** Sets the gauge anew; leaves it as it is where the log does not answer. */
    void measure() throws InterruptedException {
        var next = Map.copyOf(nextOffsets);
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        next.keySet().forEach(partition -> ends.put(of(partition), OffsetSpec.latest()));
        try {
            var found = admin.listOffsets(ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            var byTopic = new HashMap<String, Long>();
            found.forEach((partition, end) ->
                    byTopic.merge(partition.topic(), behind(next, partition, end.offset()), Long::sum));
            byTopic.forEach((topic, records) -> lag.labelValues(topic).set(records));
        } catch (ExecutionException | TimeoutException e) {
            // The log being away shows in other places.
        }
    }

    private static long behind(Map<LogPartition, Long> next, TopicPartition partition, long end) {
        long stored = next.getOrDefault(new LogPartition(partition.topic(), partition.partition()), 0L);
        if (stored > end) {
            LOG.atError()
                    .addKeyValue("partition", partition)
                    .addKeyValue("stored", stored)
                    .addKeyValue("end", end)
                    .log("The store is ahead of the log: they do not belong together.");
        }
        // The mark that ends a transaction takes an offset too, and nobody is handed it.
        return Math.max(0, end - stored - 1);
    }

    private static TopicPartition of(LogPartition partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }
}
