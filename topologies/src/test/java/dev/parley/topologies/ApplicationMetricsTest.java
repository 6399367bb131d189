package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.Env;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationMetricsTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka_stream_thread_process_rate",
                "kafka_stream_alive_stream_threads",
                "kafka_stream_client_state"
            })
    void showsTheThreadsOfEachFeature(String metric) {
        try (var _ = application("conversation");
                var _ = application("users")) {
            assertEquals(Set.of("conversation", "users"), featuresOf(metric));
        }
    }

    @Test
    void leavesOutTheManySeriesOfEmbeddedClients() {
        try (var _ = application("users")) {
            var series = snapshots()
                    .mapToInt(snapshot -> snapshot.getDataPoints().size())
                    .sum();
            assertTrue(series < 60, series + " series");
        }
    }

    @Test
    void endsWithTheApplication() {
        application("users").close();
        assertEquals(Set.of(), featuresOf("kafka_stream_thread_process_rate"));
    }

    private StreamsApplication application(String feature) {
        var settings = TopologiesSettings.from(Env.of(Map.of(
                "PARLEY_KAFKA_BOOTSTRAP_SERVERS", "localhost:1",
                "PARLEY_REGISTRY_URL", "http://localhost:2",
                "PARLEY_STATE_DIR", state.toString())));
        var parts = new FeatureParts(
                new InMemoryRegistry(), MachineMetrics.in(new PrometheusRegistry()), settings.commitInterval());
        var features = Features.named(List.of(feature));
        return new StreamsApplication(features.getFirst(), settings, parts, registry);
    }

    private Set<String> featuresOf(String metric) {
        return snapshots()
                .filter(snapshot -> snapshot.getMetadata().getPrometheusName().equals(metric))
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .map(ApplicationMetricsTest::featureOf)
                .collect(Collectors.toSet());
    }

    private static String featureOf(DataPointSnapshot point) {
        return String.valueOf(point.getLabels().get("feature"));
    }

    private Stream<MetricSnapshot> snapshots() {
        return registry.scrape().stream();
    }
}
