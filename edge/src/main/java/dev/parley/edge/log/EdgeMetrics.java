package dev.parley.edge.log;

import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What an edge counts, by service; the services of one process share the metrics of its registry. */
final class EdgeMetrics {
    private static final double[] WAIT_BUCKETS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5};

    private final Counter actions;
    private final Histogram wait;
    private final Gauge inFlight;
    private final Counter signals;

    private EdgeMetrics(PrometheusRegistry registry) {
        actions = Counter.builder()
                .name("parley_edge_actions_total")
                .help("Actions appended for clients, by what came of them.")
                .labelNames("service", "result")
                .register(registry);
        wait = Histogram.builder()
                .name("parley_edge_outcome_wait_seconds")
                .help("From the append to the outcome, the ones that never came included.")
                .classicOnly()
                .classicUpperBounds(WAIT_BUCKETS)
                .labelNames("service")
                .register(registry);
        inFlight = Gauge.builder()
                .name("parley_edge_in_flight")
                .help("Actions whose outcome is awaited now.")
                .labelNames("service")
                .register(registry);
        signals = Counter.builder()
                .name("parley_edge_signals_total")
                .help("Receipts, ephemeral signals and leases appended, by topic and what came of them.")
                .labelNames("service", "topic", "result")
                .register(registry);
    }

    /** One service's view. */
    record OfService(EdgeMetrics metrics, String service, DistributionDataPoint waits) {
        void began() {
            metrics.inFlight.labelValues(service).inc();
        }

        void ended(Answer answer, double seconds) {
            metrics.inFlight.labelValues(service).dec();
            waits.observe(seconds);
            count(answer);
        }

        void count(Answer answer) {
            metrics.actions.labelValues(service, resultOf(answer)).inc();
        }

        void countSignal(String topic, String result) {
            metrics.signals.labelValues(service, topic, result).inc();
        }
    }

    static OfService of(String service, PrometheusRegistry registry) {
        var metrics = SharedMetrics.of(registry, EdgeMetrics.class, EdgeMetrics::new);
        return new OfService(metrics, service, metrics.wait.labelValues(service));
    }

    private static String resultOf(Answer answer) {
        return switch (answer) {
            case Answer.Accepted _ -> "accepted";
            case Answer.Rejected _ -> "rejected";
            case Answer.Held _ -> "held";
            case Answer.Unknown unknown -> unknown.code().code();
        };
    }
}
