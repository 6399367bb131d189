package dev.parley.ingress.http;

import dev.parley.runtime.metrics.SharedMetrics;
import dev.parley.schemas.errors.ErrorCode;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;

/** How many requests were answered, with what and how fast. */
final class RequestMetrics {
    private final Counter requests;
    private final Histogram seconds;
    private final Counter problems;

    /** The metrics of this registry, which is asked for them once however often a service starts. */
    static RequestMetrics of(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, RequestMetrics.class, RequestMetrics::new);
    }

    private RequestMetrics(PrometheusRegistry registry) {
        this.requests = Counter.builder()
                .name("parley_ingress_requests_total")
                .help("Requests answered.")
                .labelNames("route", "status")
                .register(registry);
        this.seconds = Histogram.builder()
                .name("parley_ingress_request_seconds")
                .help("Time from a request's head to its answer.")
                .labelNames("route")
                .classicOnly()
                .register(registry);
        this.problems = Counter.builder()
                .name("parley_ingress_problems_total")
                .help("Requests answered with a problem, by its code.")
                .labelNames("code")
                .register(registry);
        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).forEach(problems::initLabelValues);
    }

    /** @param code of the catalogue of errors */
    void refused(String code) {
        problems.labelValues(code).inc();
    }

    void answered(String route, int status, double took) {
        requests.labelValues(route, Integer.toString(status)).inc();
        seconds.labelValues(route).observe(took);
    }
}
