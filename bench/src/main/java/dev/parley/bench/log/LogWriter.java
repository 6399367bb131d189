package dev.parley.bench.log;

import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topic;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends to a topic of a platform on this machine. Any thread may append. */
public final class LogWriter<T extends SpecificRecord> implements AutoCloseable {
    private final Topic topic;
    private final AvroWriter<T> writer;
    private final Producer<byte[], byte[]> producer;

    /**
     * Asks for nothing before the first record.
     *
     * @param platform {@code PARLEY_KAFKA_BOOTSTRAP_SERVERS} and {@code PARLEY_REGISTRY_URL}
     * @param how the producer works, as settings of Kafka's
     */
    public LogWriter(Map<String, String> platform, Topic topic, Map<String, Object> how) {
        this(
                topic,
                new HttpSchemaRegistry(URI.create(needed(platform, "PARLEY_REGISTRY_URL")), false),
                open(platform, how));
    }

    LogWriter(Topic topic, SchemaRegistry registry, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.writer = new AvroWriter<>(registry, topic.name(), topic.value());
        this.producer = producer;
    }

    private static Producer<byte[], byte[]> open(Map<String, String> platform, Map<String, Object> how) {
        var settings = new HashMap<>(how);
        settings.put("bootstrap.servers", needed(platform, "PARLEY_KAFKA_BOOTSTRAP_SERVERS"));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static String needed(Map<String, String> settings, String name) {
        var value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The log's address is not known: give the --data folder of a platform on this machine.");
        }
        return value;
    }

    /** @param told when the log has it, or will not have it */
    public void append(String tenant, String conversation, T value, Callback told) {
        var key = Keys.of(tenant, conversation);
        var _ = producer.send(new ProducerRecord<>(topic.name(), key, writer.write(value)), told);
    }

    /** Returns when everything is in the log, or will not be. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
