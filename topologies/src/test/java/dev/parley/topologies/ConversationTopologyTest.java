package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.Event;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.conversation.Chat;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTopologyTest {
    private final FailingRegistry registry = new FailingRegistry();
    private final AvroWriter<Action> actions = new AvroWriter<>(registry, "actions", Action.getClassSchema());
    private final TopologyTestDriver driver = driver(registry);
    private final TestInputTopic<byte[], byte[]> input =
            driver.createInputTopic("actions", new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<byte[], byte[]> events = output("events");
    private final TestOutputTopic<byte[], byte[]> outcomes = output("outcomes");
    private final TestOutputTopic<byte[], byte[]> deadLetters = output("dead-letters");

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void writesTheEventAndTheOutcomeOfAnAction() {
        input.pipeInput(Keys.of("acme", "d:al:bo"), actions.write(Chat.text("d:al:bo", "al", "a", "hi")));

        var event = events.readRecord();
        assertArrayEquals(Keys.of("acme", "d:al:bo"), event.key());
        assertEquals(
                1,
                new AvroReader<Event>(registry, Event.getClassSchema())
                        .read(event.value())
                        .getSeq());
        var outcome = new AvroReader<Outcome>(registry, Outcome.getClassSchema()).read(outcomes.readValue());
        assertEquals("edge-1", outcome.getReplyTo().getNode());
        assertTrue(deadLetters.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000000100", "0100000001", "0000000063616263", "7b7d"})
    void keepsWhatItCannotReadAndGoesOn(String hex) throws IOException {
        var bytes = java.util.HexFormat.of().parseHex(hex);
        input.pipeInput(Keys.of("acme", "d:al:bo"), bytes);
        input.pipeInput(Keys.of("acme", "d:al:bo"), actions.write(Chat.text("d:al:bo", "al", "a", "hi")));

        var letter = letter();
        assertEquals("malformed", letter.getCause());
        assertEquals(0, letter.getOffset());
        assertEquals(ByteBuffer.wrap(bytes), letter.getValue());
        assertEquals(1, events.getQueueSize());
    }

    @Test
    void refusesARecordThatSpeaksForAnotherTenantThanItsKey() {
        var foreign = actions.write(Chat.text("d:al:bo", "al", "a", "hi"));
        input.pipeInput(Keys.of("other", "d:al:bo"), foreign);
        input.pipeInput(null, foreign);

        assertEquals("key-mismatch", letter().getCause());
        assertEquals("key-mismatch", letter().getCause());
        assertTrue(events.isEmpty());
        assertTrue(outcomes.isEmpty());
    }

    @Test
    void skipsNothingWhenTheRegistryDoesNotAnswer() {
        var bytes = actions.write(Chat.text("d:al:bo", "al", "a", "hi"));
        registry.isDown = true;

        assertThrows(Exception.class, () -> input.pipeInput(Keys.of("acme", "d:al:bo"), bytes));
        assertTrue(deadLetters.isEmpty());
    }

    private DeadLetter letter() {
        return new AvroReader<DeadLetter>(registry, DeadLetter.getClassSchema()).read(deadLetters.readValue());
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static TopologyTestDriver driver(SchemaRegistry registry) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "conversation-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams-" + System.nanoTime());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        var config = new TopologyConfig(new StreamsConfig(properties));
        var parts = new FeatureParts(registry, MachineMetrics.in(new PrometheusRegistry()), Duration.ofMillis(500));
        return new TopologyTestDriver(new ConversationFeature().topology(config, parts), properties);
    }

    /** A registry that can be made not to answer. */
    private static final class FailingRegistry implements SchemaRegistry {
        private final InMemoryRegistry working = new InMemoryRegistry();
        private boolean isDown;

        @Override
        public int register(String subject, Schema schema) {
            return working.register(subject, schema);
        }

        @Override
        public Schema byId(int id) {
            if (isDown) {
                throw new RegistryUnavailableException("down", new IOException("down"));
            }
            return working.byId(id);
        }
    }
}
