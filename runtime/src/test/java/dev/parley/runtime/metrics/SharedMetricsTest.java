package dev.parley.runtime.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

/** Two services of one process count in the same metric. */
final class SharedMetricsTest {
    private record Calls(Counter calls) {
        static Calls create(PrometheusRegistry registry) {
            return new Calls(Counter.builder().name("parley_test_calls_total").register(registry));
        }
    }

    @Test
    void createsAGroupOncePerRegistry() {
        var registry = new PrometheusRegistry();
        var first = SharedMetrics.of(registry, Calls.class, Calls::create);
        assertSame(first, SharedMetrics.of(registry, Calls.class, Calls::create));
        assertNotSame(first, SharedMetrics.of(new PrometheusRegistry(), Calls.class, Calls::create));
        assertEquals(1, registry.scrape().size());
    }

    @Test
    void registersTheMetersOfTheJvmOnce() {
        var registry = new PrometheusRegistry();
        JvmMeters.register(registry);
        var size = registry.scrape().size();
        JvmMeters.register(registry);
        assertEquals(size, registry.scrape().size());
    }
}
