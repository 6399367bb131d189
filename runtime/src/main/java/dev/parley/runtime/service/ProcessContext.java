package dev.parley.runtime.service;

import dev.parley.runtime.http.HttpFront;
import dev.parley.runtime.operator.Operations;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What the services of one process share.
 *
 * @param http where services mount their handlers
 * @param health behind {@code /livez} and {@code /readyz}
 * @param metrics behind {@code /metrics}
 * @param operations behind the operator API
 */
public record ProcessContext(HttpFront http, Health health, PrometheusRegistry metrics, Operations operations) {
    /** A process without an operator API. */
    public ProcessContext(HttpFront http, Health health, PrometheusRegistry metrics) {
        this(http, health, metrics, new Operations());
    }
}
