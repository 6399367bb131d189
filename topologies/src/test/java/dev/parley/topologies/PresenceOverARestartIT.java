package dev.parley.topologies;

import static dev.parley.topologies.presence.LeaseSamples.closed;
import static dev.parley.topologies.presence.LeaseSamples.opened;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.schemas.Lease;
import dev.parley.schemas.NodeBeat;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestBroker;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Leases on a broker: over a restart, and the loss of the state's folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceOverARestartIT {
    private static final int PARTITION = 2;
    private static final Duration START = Duration.ofMinutes(2);

    private final TestBroker broker = TestBroker.start();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), 4, 1, "http://nowhere:1", true);
    private @Nullable StreamsApplication application;

    @TempDir
    private Path folder;

    @AfterAll
    void stop() {
        closeApplication();
        broker.close();
    }

    @Test
    void knowsWhoIsThere() {
        TopicCreation.ensure(kafka.common(), kafka.partitions(), kafka.replicationFactor());
        try (var log = new FoldLog(broker.client(), registry, PARTITION)) {
            start("state");
            for (var user : List.of("al", "bo", "cy")) {
                log.append(new Lease("acme", user, opened("n1", "l1", false, System.currentTimeMillis())));
                await(log, user, PresenceState.ONLINE);
            }
            closeApplication();
            log.append(new Lease("acme", "al", closed("n1", "l1", System.currentTimeMillis())));
            start("state");
            await(log, "al", PresenceState.OFFLINE);
            closeApplication();
            start("empty");
            log.append(new Lease("acme", "bo", closed("n1", "l1", System.currentTimeMillis())));
            await(log, "bo", PresenceState.OFFLINE);
            log.append(new Lease("", "", new NodeBeat("n1", true)));
            await(log, "cy", PresenceState.OFFLINE);
            for (var user : List.of("al", "bo", "cy")) {
                var versions = of(log, user).stream().map(Presence::getVersion).toList();
                assertEquals(versions.stream().sorted().toList(), versions, user);
            }
        }
    }

    private static void await(FoldLog log, String user, PresenceState state) {
        Eventually.isTrue(
                () -> user + " is " + state + ": " + of(log, user),
                START,
                () -> !of(log, user).isEmpty() && of(log, user).getLast().getState() == state);
    }

    private static List<Presence> of(FoldLog log, String user) {
        return log.<Presence>read(Topics.PRESENCE).stream()
                .filter(presence -> presence.getUser().equals(user))
                .toList();
    }

    private void start(String state) {
        var settings =
                new TopologiesSettings(kafka, folder.resolve(state), List.of(), 1, 0, Duration.ofMillis(100), START);
        var metrics = new PrometheusRegistry();
        var parts = new FeatureParts(registry, MachineMetrics.in(metrics), settings.commitInterval());
        var started = new StreamsApplication(new PresenceFeature(), settings, parts, metrics);
        application = started;
        started.start();
        started.awaitRunning(START);
    }

    private void closeApplication() {
        if (application != null) {
            application.close();
            application = null;
        }
    }
}
