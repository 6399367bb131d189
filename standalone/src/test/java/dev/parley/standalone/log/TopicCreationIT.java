package dev.parley.standalone.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.log.ActionLogLimits;
import dev.parley.edge.log.KafkaActionLog;
import dev.parley.edge.log.OutcomeAddress;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.schemas.topics.TopicMismatchException;
import dev.parley.schemas.topics.Topics;
import dev.parley.standalone.broker.EmbeddedBroker;
import dev.parley.standalone.broker.FreePorts;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Partition counts are for ever: whoever comes with another one is refused before anything is sent. */
class TopicCreationIT {
    private static final int PARTITIONS = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    private EmbeddedBroker broker() {
        return EmbeddedBroker.start(temp, FreePorts.find(2), _ -> {});
    }

    private static Map<String, Object> client(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @Test
    void createsEveryTopicOnceAndKeepsItsPartitionsForEver() throws Exception {
        try (var broker = broker()) {
            TopicCreation.ensure(client(broker), PARTITIONS, 1);
            assertTrue(topics(broker)
                    .containsAll(Topics.ALL.stream().map(Topic::name).toList()));
            TopicCreation.ensure(client(broker), PARTITIONS, 1);
            assertEquals(PARTITIONS, partitions(broker, "actions"));
            assertEquals(PARTITIONS, partitions(broker, "events"));
            assertRefusesOthers(broker);
        }
        try (var broker = broker()) {
            TopicCreation.ensure(client(broker), PARTITIONS, 1);
            assertRefusesOthers(broker);
        }
    }

    private static void assertRefusesOthers(EmbeddedBroker broker) throws Exception {
        assertThrows(TopicMismatchException.class, () -> TopicCreation.ensure(client(broker), 2 * PARTITIONS, 1));
        assertThrows(TopicMismatchException.class, () -> TopicCreation.ensure(client(broker), 1, 1));
        assertEquals(PARTITIONS, partitions(broker, "actions"), "nothing was changed");
    }

    @Test
    void refusesATopicThatSomebodyElseMadeAndCreatesNoneBesideIt() throws Exception {
        try (var broker = broker();
                var admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic("actions", 3, (short) 1)))
                    .all()
                    .get();
            assertThrows(TopicMismatchException.class, () -> TopicCreation.ensure(client(broker), PARTITIONS, 1));
            assertTrue(!topics(broker).contains("events"), "found before anything is created");
        }
    }

    @Test
    void anEdgeRefusesToAppendToOtherPartitions() {
        try (var broker = broker()) {
            TopicCreation.ensure(client(broker), PARTITIONS, 1);
            var other = new KafkaSettings(broker.bootstrapServers(), 2 * PARTITIONS, 1, "http://127.0.0.1:1", false);
            try (var log = KafkaActionLog.open(
                    new OutcomeAddress("edge-1", 2 * PARTITIONS),
                    other,
                    new InMemoryRegistry(),
                    new ActionLogLimits(Duration.ofSeconds(1), 10),
                    "test",
                    new PrometheusRegistry())) {
                var refusal = assertThrows(StartException.class, log::start);
                assertTrue(String.valueOf(refusal.getMessage()).contains("PARLEY_PARTITIONS"), refusal.getMessage());
            }
        }
    }

    private static Set<String> topics(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(client(broker))) {
            return admin.listTopics().names().get();
        }
    }

    private static int partitions(EmbeddedBroker broker, String topic) throws Exception {
        try (var admin = Admin.create(client(broker))) {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return Objects.requireNonNull(described.get(topic)).partitions().size();
        }
    }
}
