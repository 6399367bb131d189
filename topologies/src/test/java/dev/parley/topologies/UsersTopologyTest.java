package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.CreateUser;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.OpenSession;
import dev.parley.schemas.ReadThread;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.RevokeSession;
import dev.parley.schemas.Session;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users set for themselves alone, from topic to topic. */
class UsersTopologyTest {
    @TempDir
    Path folder;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroWriter<UserAction> actions =
            new AvroWriter<>(registry, "user-actions", UserAction.getClassSchema());
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;

    @BeforeEach
    void start() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "users-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        var config = new TopologyConfig(new StreamsConfig(properties));
        var parts = new FeatureParts(registry, MachineMetrics.in(new PrometheusRegistry()), Duration.ofMillis(500));
        driver = new TopologyTestDriver(new UsersFeature().topology(config, parts), properties);
        input = driver.createInputTopic("user-actions", new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void writesSettingsUnderTheirUserAndConversation() {
        var settings = output("conversation-settings");
        send(
                "1",
                UpdateConversationSettings.newBuilder()
                        .setConversation("g:team")
                        .setFields(List.of("archived"))
                        .setArchived(true)
                        .build());
        var record = settings.readRecord();
        assertArrayEquals(Keys.of("acme", "al", "g:team"), record.key());
        var written = new AvroReader<ConversationSettings>(registry, ConversationSettings.getClassSchema())
                .read(record.value());
        assertTrue(written.getArchived());
        assertEquals(1, written.getVersion());
        assertEquals(1, output("outcomes").getQueueSize());
        assertTrue(output("message-marks").isEmpty());
    }

    @Test
    void writesHowFarAThreadWasRead() {
        var marks = output("message-marks");
        send("1", new ReadThread("g:team", "m", 3L, 9L));
        send("2", new ReadThread("g:team", "m", 3L, 8L));
        var record = marks.readRecord();
        assertArrayEquals(Keys.of("acme", "al", "m"), record.key());
        var written = new AvroReader<MessageMark>(registry, MessageMark.getClassSchema()).read(record.value());
        assertEquals(9, written.getThreadReadUpTo());
        assertTrue(marks.isEmpty());
        assertEquals(2, output("outcomes").getQueueSize());
    }

    @Test
    void writesSessionsUnderTheirUserAndTheUserWhenOneIsCut() {
        var sessions = output("sessions");
        var users = output("users");
        send("1", new CreateUser("Al", null, "default", List.of(), null));
        send("2", new OpenSession("s1", "phone", Instant.now().plusSeconds(60), 60L));
        send("3", new RevokeSession("s1"));
        var reader = new AvroReader<Session>(registry, Session.getClassSchema());
        var opened = sessions.readRecord();
        assertArrayEquals(Keys.of("acme", "al", "s1"), opened.key());
        assertNull(reader.read(opened.value()).getRevokedAt());
        assertNotNull(reader.read(sessions.readValue()).getRevokedAt());
        users.readValue();
        var user = new AvroReader<User>(registry, User.getClassSchema()).read(users.readValue());
        assertEquals("s1", user.getRevokedSessions().getFirst().getId());
        assertEquals(3, output("outcomes").getQueueSize());
    }

    private void send(String id, Object body) {
        var action = UserAction.newBuilder()
                .setTenant("acme")
                .setUser("al")
                .setActor("al")
                .setActionId(id)
                .setReplyTo(new ReplyAddress("edge-1", 0, 1L))
                .setBody(body)
                .build();
        input.pipeInput(Keys.of("acme", "al"), actions.write(action));
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
