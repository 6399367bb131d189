package dev.parley.topologies;

import dev.parley.runtime.metrics.SharedMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Kafka Streams' own metrics on the process's metrics page, under Micrometer's names ({@code kafka_stream_thread_process_rate})
 * and with the label {@code feature}: clients, threads, tasks, processor nodes (end-to-end latency) and restoration. Read from
 * Streams at each scrape; new tasks appear within a minute. Safe for many threads.
 */
final class StreamsMeters {
    /** Not stores and embedded clients: some hundred series a partition. */
    private static final List<String> EXPORTED = List.of(
            "kafka.stream.client.",
            "kafka.stream.thread.",
            "kafka.stream.task.",
            "kafka.stream.processor.node.",
            "kafka.stream.state.updater.");

    private final PrometheusMeterRegistry meters;

    private StreamsMeters(PrometheusRegistry registry) {
        this.meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
        meters.config()
                .meterFilter(MeterFilter.denyUnless(meter -> EXPORTED.stream().anyMatch(meter.getName()::startsWith)));
    }

    /** The meters of a process; the registry takes each name once. */
    static StreamsMeters in(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, StreamsMeters.class, StreamsMeters::new);
    }

    /** Exports the metrics of an application until the result is closed. */
    KafkaStreamsMetrics export(String feature, KafkaStreams streams) {
        var metrics = new KafkaStreamsMetrics(streams, List.of(Tag.of("feature", feature)));
        metrics.bindTo(meters);
        return metrics;
    }
}
