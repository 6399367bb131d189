package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and shape of each topology are public API: state and offsets are found by them. A change is a migration. */
class TopologyGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"conversation", "users", "receipts", "heads", "presence"})
    void describesItselfAsItAlwaysDid(String name) throws IOException {
        var config = new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "golden", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1"));
        var topology = Features.named(List.of(name))
                .getFirst()
                .topology(
                        new TopologyConfig(config),
                        new FeatureParts(
                                new InMemoryRegistry(),
                                MachineMetrics.in(new PrometheusRegistry()),
                                Duration.ofMillis(500)));

        assertEquals(golden(name), topology.describe().toString().strip());
    }

    private static String golden(String name) throws IOException {
        try (var file = TopologyGoldenTest.class.getResourceAsStream("/golden/" + name + ".txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
