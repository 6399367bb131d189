package dev.parley.runtime.service;

import dev.parley.runtime.http.HttpFront;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What the services of one process share.
 *
 * @param http where services mount their handlers
 * @param health behind {@code /livez} and {@code /readyz}
 * @param metrics behind {@code /metrics}
 */
public record ProcessContext(HttpFront http, Health health, PrometheusRegistry metrics) {}
