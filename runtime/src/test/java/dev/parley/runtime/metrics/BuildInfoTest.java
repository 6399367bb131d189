package dev.parley.runtime.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

final class BuildInfoTest {
    @Test
    void saysWhichVersionRuns() {
        var registry = new PrometheusRegistry();
        BuildInfo.register(registry);
        BuildInfo.register(registry);
        var metrics = registry.scrape();
        assertEquals(1, metrics.size());
        var labels = metrics.get(0).getDataPoints().getFirst().getLabels();
        assertTrue(String.valueOf(labels.get("version")).matches("\\d+\\.\\d+\\..*"), labels.toString());
    }
}
