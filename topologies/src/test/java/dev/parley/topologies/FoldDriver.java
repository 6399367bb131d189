package dev.parley.topologies;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** A feature's topology on a clock that stands still until it is moved. */
final class FoldDriver implements AutoCloseable {
    static final Instant BEGIN = Instant.ofEpochMilli(1_700_000_000_000L);

    private final FailingRegistry registry = new FailingRegistry();
    private final MachineMetrics metrics = MachineMetrics.in(new PrometheusRegistry());
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
    private final TopologyTestDriver driver;

    FoldDriver(Feature feature) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, feature.name() + "-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams-" + System.nanoTime());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        var config = new TopologyConfig(new StreamsConfig(properties));
        var parts = new FeatureParts(registry, metrics, Duration.ofMillis(500));
        driver = new TopologyTestDriver(feature.topology(config, parts), properties, BEGIN);
    }

    <T extends SpecificRecord> void write(Topic topic, byte @Nullable [] key, T value) {
        writeBytes(topic, key, bytes(topic, value));
    }

    <T extends SpecificRecord> byte[] bytes(Topic topic, T value) {
        return new AvroWriter<T>(registry, topic.name(), value.getSchema()).write(value);
    }

    /** Of a schema that this version does not have. */
    byte[] bytes(Topic topic, Schema schema, GenericRecord value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var id = registry.register(topic.name() + "-value", schema);
        bytes.write(ByteBuffer.allocate(AvroWriter.HEADER_BYTES)
                .put((byte) 0)
                .putInt(id)
                .array());
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(value, encoder);
        return bytes.toByteArray();
    }

    void writeBytes(Topic topic, byte @Nullable [] key, byte[] value) {
        writeBytes(topic, key, value, BEGIN);
    }

    /** @param at the record's time; the wall clock does not move by it */
    void writeBytes(Topic topic, byte @Nullable [] key, byte[] value, Instant at) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key, value, at);
    }

    /** The values written to a topic since it was last read. */
    <T extends SpecificRecord> List<T> read(Topic topic) {
        var reader = new AvroReader<T>(registry, topic.value());
        return output(topic).readValuesToList().stream().map(reader::read).toList();
    }

    List<DeadLetter> deadLetters() {
        return read(Topics.DEAD_LETTERS);
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return outputs.computeIfAbsent(
                topic.name(),
                name -> driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    void stopRegistry() {
        registry.isDown = true;
    }

    MachineMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        driver.close();
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
