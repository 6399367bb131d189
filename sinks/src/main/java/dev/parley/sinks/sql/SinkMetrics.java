package dev.parley.sinks.sql;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/**
 * Metrics of the sinks of a process.
 *
 * @param rows {@code parley_sinks_rows_total{topic}}: records stored
 * @param batchSeconds {@code parley_sinks_batch_seconds}: duration of a transaction
 * @param lag {@code parley_sinks_lag_records{topic}}: committed records of this process's partitions that are not stored yet
 * @param heldBack {@code parley_sinks_held_back_seconds}: for how long an open transaction has blocked readers of committed records; alert above 20
 * @param deadLetters {@code parley_sinks_dead_letters_total{topic,cause}}: records that can never be stored; alert on any
 * @param retries {@code parley_sinks_retries_total{reason}}: failed batches, each kept for a retry
 */
public record SinkMetrics(
        Counter rows, Histogram batchSeconds, Gauge lag, Gauge heldBack, Counter deadLetters, Counter retries) {
    /** Why a batch is kept for a retry. */
    static final String STORE = "store";

    static final String REGISTRY = "registry";
    static final String DEAD_LETTERS = "dead-letters";

    public static SinkMetrics in(PrometheusRegistry registry) {
        var metrics = create(registry);
        List.of(STORE, REGISTRY, DEAD_LETTERS).forEach(metrics.retries::initLabelValues);
        SqlSinkConnector.TOPICS.forEach(topic -> {
            metrics.rows.initLabelValues(topic);
            metrics.lag.initLabelValues(topic);
            List.of("malformed", "key-mismatch", "refused")
                    .forEach(cause -> metrics.deadLetters.initLabelValues(topic, cause));
        });
        return metrics;
    }

    private static SinkMetrics create(PrometheusRegistry registry) {
        return new SinkMetrics(
                Counter.builder()
                        .name("parley_sinks_rows_total")
                        .help("Records stored.")
                        .labelNames("topic")
                        .register(registry),
                Histogram.builder()
                        .name("parley_sinks_batch_seconds")
                        .help("Duration of a transaction of the store.")
                        .classicOnly()
                        .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
                        .register(registry),
                Gauge.builder()
                        .name("parley_sinks_lag_records")
                        .help("Committed records that are not stored yet.")
                        .labelNames("topic")
                        .register(registry),
                Gauge.builder()
                        .name("parley_sinks_held_back_seconds")
                        .help("For how long an open transaction has blocked readers of committed records.")
                        .register(registry),
                Counter.builder()
                        .name("parley_sinks_dead_letters_total")
                        .help("Records that can never be stored.")
                        .labelNames("topic", "cause")
                        .register(registry),
                Counter.builder()
                        .name("parley_sinks_retries_total")
                        .help("Failed batches, each kept for a retry.")
                        .labelNames("reason")
                        .register(registry));
    }
}
