package dev.parley.runtime.metrics;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Heap, garbage collection, threads and CPU of this process. */
public final class JvmMeters {
    private JvmMeters() {}

    /** Registers them; a second call with the same registry does nothing. */
    public static void register(PrometheusRegistry registry) {
        SharedMetrics.of(registry, JvmMeters.class, JvmMeters::create);
    }

    private static JvmMeters create(PrometheusRegistry registry) {
        JvmMetrics.builder().register(registry);
        return new JvmMeters();
    }
}
