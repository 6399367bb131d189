package dev.parley.standalone.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.registry.RegistryServer;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.standalone.broker.EmbeddedBroker;
import dev.parley.standalone.broker.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Live readers see the repeat of an aborted transaction as the same bytes; durable readers see each seq once. */
class CrashBetweenSendAndCommitIT {
    private static final int MESSAGES = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** As long as it may be: time enough to send, to be seen, and to be killed. */
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private static final Duration OFTEN = Duration.ofMillis(200);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    @Test
    void repeatsTheSameBytesToLiveReadersAndNothingToDurableOnes() throws Exception {
        try (var broker = EmbeddedBroker.start(temp.resolve("broker"), FreePorts.find(2), _ -> {});
                var registry = RegistryServer.start(0, Map.of("bootstrap.servers", broker.bootstrapServers()), 1)) {
            TopicCreation.ensure(Map.of("bootstrap.servers", broker.bootstrapServers()), 1, 1);
            var schemas = new HttpSchemaRegistry(registry.address(), true);
            var events = new AvroReader<Event>(schemas, Event.getClassSchema());
            try (var live = new EventReader(broker.bootstrapServers(), IsolationLevel.READ_UNCOMMITTED, events);
                    var durable = new EventReader(broker.bootstrapServers(), IsolationLevel.READ_COMMITTED, events)) {
                crashWithAnOpenTransaction(broker, registry, schemas, live, durable);
                // The first few of a quiet partition were committed one by one; the others hang in an open transaction.
                assertTrue(!durable.readUntil(() -> durable.seen().size() >= MESSAGES, Duration.ofSeconds(2)));
                recover(broker, registry, schemas, live, durable);
            }
        }
    }

    private void crashWithAnOpenTransaction(
            EmbeddedBroker broker,
            RegistryServer registry,
            HttpSchemaRegistry schemas,
            EventReader live,
            EventReader durable)
            throws Exception {
        try (var doomed = TopologiesProcess.start(settings(broker, registry), temp, "doomed", SELDOM)) {
            // Right after a commit there is most time until the next one.
            send(broker, schemas, 0, 1);
            assertTrue(durable.readUntil(() -> durable.seen().size() == 1, PATIENCE), "sees what is committed");
            send(broker, schemas, 1, MESSAGES);
            assertTrue(live.readUntil(() -> live.seen().size() >= MESSAGES, PATIENCE), "sees what is not committed");
            doomed.kill();
        }
    }

    private void recover(
            EmbeddedBroker broker,
            RegistryServer registry,
            HttpSchemaRegistry schemas,
            EventReader live,
            EventReader durable)
            throws Exception {
        try (var _ = TopologiesProcess.start(settings(broker, registry), temp, "recovered", OFTEN)) {
            // Retries of everything, and as much again that is new.
            send(broker, schemas, 0, 2 * MESSAGES);
            assertTrue(durable.readUntil(() -> durable.seen().size() >= 2 * MESSAGES, PATIENCE));
            assertTrue(live.readUntil(() -> live.seen().size() > 2 * MESSAGES, PATIENCE), "sees the repeat too");
        }
        assertEquals(LongStream.rangeClosed(1, 2 * MESSAGES).boxed().toList(), durable.seqs());
        assertEquals(2 * MESSAGES, new HashSet<>(live.seen()).size(), "a repeated seq has the same bytes");
        assertEquals(new HashSet<>(durable.seen()), new HashSet<>(live.seen()));
    }

    private static Map<String, String> settings(EmbeddedBroker broker, RegistryServer registry) {
        return Map.of(
                "PARLEY_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "PARLEY_REGISTRY_URL",
                registry.address().toString(),
                "PARLEY_PARTITIONS",
                "1",
                "PARLEY_REPLICATION_FACTOR",
                "1");
    }

    private static void send(EmbeddedBroker broker, HttpSchemaRegistry schemas, int from, int to) throws Exception {
        var writer = new AvroWriter<Action>(schemas, "actions", Action.getClassSchema());
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var i = from; i < to; i++) {
                producer.send(new ProducerRecord<>("actions", 0, Keys.of("acme", "d:al:bo"), writer.write(message(i))))
                        .get();
            }
        }
    }

    private static Action message(int number) {
        var content = MessageContent.newBuilder().setText("message " + number).build();
        return Action.newBuilder()
                .setTenant("acme")
                .setConversation("d:al:bo")
                .setActor("al")
                .setActionId("id-" + number)
                .setBody(PostMessage.newBuilder().setContent(content).build())
                .build();
    }
}
