package dev.parley.schemas.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A compacted topic of one partition, read and written as a small durable table. Not safe for many threads. */
public final class CompactedTopic implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** What was written under a key; null = taken back. */
    public record Entry(byte[] key, byte @Nullable [] value) {}

    private CompactedTopic(Map<String, Object> client, String name) {
        this.partition = new TopicPartition(name, 0);
        this.consumer = new KafkaConsumer<>(
                with(client, Map.of("allow.auto.create.topics", false, "client.id", name + "-reader")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        this.producer = new KafkaProducer<>(
                with(
                        client,
                        Map.of(
                                "acks", "all",
                                "linger.ms", 0,
                                "max.in.flight.requests.per.connection", 1,
                                "delivery.timeout.ms", 10_000,
                                "request.timeout.ms", 5_000,
                                "max.block.ms", 10_000,
                                "client.id", name + "-writer")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Opens the topic, creating it where it is missing; nothing is read yet. */
    public static CompactedTopic open(Map<String, Object> client, String name, int replicationFactor) {
        try (var admin = Admin.create(client)) {
            TopicSetup.create(admin, List.of(topic(name, replicationFactor)));
        }
        return new CompactedTopic(client, name);
    }

    /** Shows the reader everything that was written since the last call, up to the end that the topic has now, in order. */
    public void read(Consumer<Entry> reader) {
        var deadline = System.nanoTime() + ANSWER.toNanos();
        try {
            long end = consumer.endOffsets(List.of(partition), ANSWER).getOrDefault(partition, 0L);
            while (consumer.position(partition, ANSWER) < end) {
                consumer.poll(POLL).forEach(record -> reader.accept(new Entry(record.key(), record.value())));
                if (System.nanoTime() > deadline) {
                    throw new LogUnavailableException(
                            "The topic " + partition.topic() + " could not be read to its end.");
                }
            }
        } catch (KafkaException e) {
            throw new LogUnavailableException(
                    "The topic " + partition.topic() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Durable when it returns; the next {@link #read} shows it. */
    public void append(Entry entry) {
        var sent = producer.send(new ProducerRecord<>(partition.topic(), 0, entry.key(), entry.value()));
        Replies.await(sent, ANSWER, "write to " + partition.topic());
    }

    @Override
    public void close() {
        producer.close(ANSWER);
        consumer.close(CloseOptions.timeout(ANSWER));
    }

    private static NewTopic topic(String name, int replicationFactor) {
        return new NewTopic(name, 1, (short) replicationFactor)
                .configs(Map.of(
                        "cleanup.policy",
                        "compact",
                        "min.insync.replicas",
                        Integer.toString(Math.max(1, replicationFactor - 1))));
    }

    private static Map<String, Object> with(Map<String, Object> client, Map<String, Object> more) {
        var settings = new HashMap<>(client);
        settings.putAll(more);
        return settings;
    }
}
