package dev.parley.runtime.kafka;

import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counters of the tails of a process, by tail name. */
record TailMetrics(Counter records, Counter handlerFailures, Counter readFailures, Counter lostPositions) {
    static TailMetrics in(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, TailMetrics.class, TailMetrics::create);
    }

    /** So that a rate is known from the first failure on. */
    void beginAtZero(String tail) {
        handlerFailures.initLabelValues(tail);
        readFailures.initLabelValues(tail);
        lostPositions.initLabelValues(tail);
    }

    private static TailMetrics create(PrometheusRegistry registry) {
        return new TailMetrics(
                counter(registry, "parley_runtime_tail_records_total", "Records read, by topic.", "tail", "topic"),
                counter(
                        registry,
                        "parley_runtime_tail_handler_failures_total",
                        "Exceptions in handlers; the handler skipped the record.",
                        "tail"),
                counter(registry, "parley_runtime_tail_read_failures_total", "Failed reads.", "tail"),
                counter(
                        registry,
                        "parley_runtime_tail_lost_positions_total",
                        "Offsets out of range, after deleted or truncated records.",
                        "tail"));
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
