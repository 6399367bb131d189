package dev.parley.edge.log;

import dev.parley.runtime.metrics.FirstValues;
import dev.parley.runtime.metrics.SharedMetrics;
import dev.parley.schemas.errors.ErrorCode;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What an edge counts, by service; the services of one process share the metrics of its registry. */
final class EdgeMetrics {
    private static final double[] WAIT_BUCKETS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5};

    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";
    private static final String HELD = "held";
    private static final List<String> RESULTS =
            List.of(ACCEPTED, REJECTED, HELD, ErrorCode.LOG_UNAVAILABLE.code(), ErrorCode.TOO_BUSY.code());
    static final String APPENDED = "appended";
    private static final List<String> SIGNAL_RESULTS =
            List.of(APPENDED, ErrorCode.LOG_UNAVAILABLE.code(), ErrorCode.TOO_BUSY.code());

    private final Counter actions;
    private final Histogram wait;
    private final Gauge inFlight;
    private final Counter signals;
    private final Counter tenantActions;
    private final FirstValues tenants = new FirstValues();

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
        tenantActions = Counter.builder()
                .name("parley_edge_tenant_actions_total")
                .help("Actions of clients, of each of the first hundred tenants and of all others together.")
                .labelNames("service", "tenant")
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

        void asked(String tenant) {
            metrics.tenantActions
                    .labelValues(service, metrics.tenants.of(tenant))
                    .inc();
        }

        void count(Answer answer) {
            metrics.actions.labelValues(service, resultOf(answer)).inc();
        }

        /** So that a rate is known from the first signal on. */
        void beginAtZero(String topic) {
            SIGNAL_RESULTS.forEach(result -> metrics.signals.initLabelValues(service, topic, result));
        }

        void countSignal(String topic, String result) {
            metrics.signals.labelValues(service, topic, result).inc();
        }
    }

    static OfService of(String service, PrometheusRegistry registry) {
        var metrics = SharedMetrics.of(registry, EdgeMetrics.class, EdgeMetrics::new);
        RESULTS.forEach(result -> metrics.actions.initLabelValues(service, result));
        metrics.inFlight.initLabelValues(service);
        return new OfService(metrics, service, metrics.wait.labelValues(service));
    }

    private static String resultOf(Answer answer) {
        return switch (answer) {
            case Answer.Accepted _ -> ACCEPTED;
            case Answer.Rejected _ -> REJECTED;
            case Answer.Held _ -> HELD;
            case Answer.Unknown unknown -> unknown.code().code();
        };
    }
}
