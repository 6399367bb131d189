package dev.parley.runtime.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Which of the metrics that Kafka's clients keep are on the metrics page. The others are left out: a client has some hundred for
 * each partition. Metrics of RocksDB too, since they are read from native memory that is gone once a store is closed.
 */
final class ExportedMetrics {
    private static final String THREAD = "thread-id";
    private static final String TASK = "task-id";

    private static final Map<Key, Exported> ALL = all();

    private ExportedMetrics() {}

    /** How the values of several clients with the same labels become one. */
    enum Merge {
        SUM,
        MAX
    }

    private record Key(String group, String name) {}

    /**
     * A metric on the page.
     *
     * @param name {@code kafka_consumer_fetch_manager_records_lag}; without {@code _total}, which the page adds to counters
     * @param tags of Kafka's, which become labels
     */
    record Exported(String name, boolean isCounter, Merge merge, List<String> tags) {
        /** Streams' metrics are of a feature; all others of a client. */
        String ownerLabel() {
            return name.startsWith("kafka_stream_") ? "feature" : "client";
        }
    }

    static Optional<Exported> find(MetricName name) {
        return Optional.ofNullable(lookUp(name));
    }

    private static @Nullable Exported lookUp(MetricName name) {
        var exported = ALL.get(new Key(name.group(), name.name()));
        // The same name is used for all topics together and for each, which differ in their tags.
        return exported != null && name.tags().keySet().containsAll(exported.tags()) && !isOfMore(name, exported)
                ? exported
                : null;
    }

    /** Of a topic where that of all is shown, or of a consumer that only restores and is idle most of the time. */
    private static boolean isOfMore(MetricName name, Exported exported) {
        return (name.tags().containsKey("topic") && !exported.tags().contains("topic"))
                || name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }

    private static Map<Key, Exported> all() {
        var table = new Table();
        streams(table);
        clients(table);
        connect(table);
        return Map.copyOf(table.rows);
    }

    private static void streams(Table table) {
        table.gauges("stream-metrics", Merge.SUM, List.of(), "alive-stream-threads", "failed-stream-threads");
        table.gauges("stream-metrics", Merge.MAX, List.of(), "client-state");
        table.gauges("stream-thread-metrics", Merge.SUM, List.of(THREAD), "process-rate", "commit-rate");
        table.gauges(
                "stream-thread-metrics",
                Merge.MAX,
                List.of(THREAD),
                "thread-state",
                "process-latency-avg",
                "process-latency-max",
                "commit-latency-avg",
                "commit-latency-max",
                "process-ratio",
                "poll-ratio",
                "commit-ratio");
        table.counters("stream-thread-metrics", List.of(THREAD), "task-created-total", "task-closed-total");
        table.gauges(
                "stream-task-metrics",
                Merge.MAX,
                List.of(THREAD, TASK),
                "active-process-ratio",
                // Goes down as records are restored, whatever its name says.
                "restore-remaining-records-total");
        table.counters("stream-task-metrics", List.of(THREAD, TASK), "dropped-records-total");
        table.gauges(
                "stream-processor-node-metrics",
                Merge.MAX,
                List.of(TASK, "processor-node-id"),
                "record-e2e-latency-avg",
                "record-e2e-latency-max");
        table.gauges(
                "stream-state-updater-metrics",
                Merge.SUM,
                List.of(),
                "active-restoring-tasks",
                "standby-updating-tasks",
                "restore-records-rate");
    }

    private static void clients(Table table) {
        table.gauges("consumer-fetch-manager-metrics", Merge.MAX, List.of("topic", "partition"), "records-lag");
        table.gauges("consumer-fetch-manager-metrics", Merge.MAX, List.of(), "fetch-latency-avg", "fetch-latency-max");
        table.counters("consumer-fetch-manager-metrics", List.of(), "records-consumed-total", "bytes-consumed-total");
        table.gauges("consumer-coordinator-metrics", Merge.SUM, List.of(), "assigned-partitions");
        table.counters("consumer-coordinator-metrics", List.of(), "rebalance-total", "failed-rebalance-total");
        table.gauges("consumer-coordinator-metrics", Merge.MAX, List.of(), "commit-latency-avg");
        table.gauges("consumer-metrics", Merge.MAX, List.of(), "last-poll-seconds-ago");
        table.counters("producer-metrics", List.of(), "record-send-total", "record-error-total", "record-retry-total");
        table.gauges(
                "producer-metrics",
                Merge.MAX,
                List.of(),
                "request-latency-avg",
                "request-latency-max",
                "record-queue-time-avg",
                "record-queue-time-max",
                "batch-size-avg");
        table.gauges("producer-metrics", Merge.SUM, List.of(), "buffer-available-bytes", "requests-in-flight");
    }

    private static void connect(Table table) {
        table.gauges("connect-worker-metrics", Merge.SUM, List.of(), "task-count");
        table.counters("connect-worker-metrics", List.of(), "task-startup-failure-total");
        table.gauges("sink-task-metrics", Merge.MAX, List.of("task"), "put-batch-avg-time-ms", "put-batch-max-time-ms");
        table.gauges("sink-task-metrics", Merge.SUM, List.of("task"), "partition-count");
    }

    /** Rows by Kafka's names. */
    private static final class Table {
        private final Map<Key, Exported> rows = new HashMap<>();

        void gauges(String group, Merge merge, List<String> tags, String... names) {
            for (var name : names) {
                rows.put(new Key(group, name), new Exported(exportedName(group, name), false, merge, tags));
            }
        }

        void counters(String group, List<String> tags, String... names) {
            for (var name : names) {
                rows.put(new Key(group, name), new Exported(exportedName(group, name), true, Merge.SUM, tags));
            }
        }

        private static String exportedName(String group, String name) {
            var words = group.replaceAll("-metrics$", "") + "-" + name.replaceAll("-total$", "");
            return "kafka_" + words.replace('-', '_');
        }
    }
}
