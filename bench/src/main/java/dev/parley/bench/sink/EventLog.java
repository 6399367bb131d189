package dev.parley.bench.sink;

import dev.parley.schemas.Event;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends to the topic of events, behind the platform's back. */
final class EventLog implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final AvroWriter<Event> writer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param settings {@code PARLEY_KAFKA_BOOTSTRAP_SERVERS} and {@code PARLEY_REGISTRY_URL} */
    EventLog(Map<String, String> settings) {
        var registry = new HttpSchemaRegistry(URI.create(needed(settings, "PARLEY_REGISTRY_URL")), false);
        this.writer = new AvroWriter<>(registry, Topics.EVENTS.name(), Event.getClassSchema());
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        needed(settings, "PARLEY_KAFKA_BOOTSTRAP_SERVERS"),
                        "linger.ms",
                        20,
                        "batch.size",
                        256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static String needed(Map<String, String> settings, String name) {
        var value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The log's address is not known: give the --data folder of a platform on this machine.");
        }
        return value;
    }

    void append(Event event) {
        var key = Keys.of(event.getTenant(), event.getConversation());
        var _ = producer.send(new ProducerRecord<>(Topics.EVENTS.name(), key, writer.write(event)), (_, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Returns when everything is in the log. */
    void flush() {
        producer.flush();
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The log did not take every event.", failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
