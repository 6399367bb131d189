package dev.parley.runtime.service;

import dev.parley.runtime.http.HttpFront;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What the services of one process share.
 *
 * @param http where services mount what they serve
 * @param health what {@code /livez} and {@code /readyz} answer from
 * @param metrics what {@code /metrics} shows
 */
public record ProcessContext(HttpFront http, Health health, PrometheusRegistry metrics) {}
