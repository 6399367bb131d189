package dev.parley.ingress.cache;

import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What reads of the caches come to. */
final class CacheMetrics {
    private static final List<String> RESULTS = List.of("hit", "stale", "miss", "shared", "unreadable", "unavailable");

    private final Counter reads;
    private final Counter fills;

    private CacheMetrics(PrometheusRegistry registry) {
        reads = Counter.builder()
                .name("parley_ingress_cache_reads_total")
                .help("Reads of a cache, by what was found.")
                .labelNames("cache", "result")
                .register(registry);
        fills = Counter.builder()
                .name("parley_ingress_cache_fills_total")
                .help("Reads of the store since a cache did not have what was asked for.")
                .labelNames("cache")
                .register(registry);
    }

    static CacheMetrics of(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, CacheMetrics.class, CacheMetrics::new);
    }

    /** So that a rate is known from the first read on. */
    void beginAtZero(String cache) {
        RESULTS.forEach(result -> reads.initLabelValues(cache, result));
        fills.initLabelValues(cache);
    }

    void read(String cache, String result) {
        reads.labelValues(cache, result).inc();
    }

    void filled(String cache) {
        fills.labelValues(cache).inc();
    }
}
