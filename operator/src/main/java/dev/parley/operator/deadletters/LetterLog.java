package dev.parley.operator.deadletters;

import dev.parley.operator.command.KafkaAdmin;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.kafka.LogUnavailableException;
import dev.parley.schemas.kafka.TopicSetup;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code dead-letters}, and what was replayed of them. Blocks. */
record LetterLog(KafkaSettings kafka, SchemaRegistry registry) {
    /** Compacted, one partition: place of a record to when it was replayed, both as text. */
    static final String REPLAYS = "_parley-replays";

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLL_BYTES = 8 << 20;

    /**
     * Shows every committed letter, the oldest first.
     *
     * @return how many could not be read
     * @throws LogUnavailableException Kafka does not answer
     */
    long read(Consumer<Letter> reader) {
        var avro = new AvroReader<DeadLetter>(registry, DeadLetter.getClassSchema());
        var unreadable = new long[1];
        readAll(Topics.DEAD_LETTERS.name(), record -> {
            try {
                reader.accept(Letter.of(
                        record.offset(), Instant.ofEpochMilli(record.timestamp()), avro.read(record.value())));
            } catch (UnreadableRecordException e) {
                unreadable[0]++;
            }
        });
        return unreadable[0];
    }

    /** When each record was replayed, by its place; empty where none was. */
    Map<String, String> replays() {
        var replays = new HashMap<String, String>();
        try (var admin = KafkaAdmin.open(kafka)) {
            if (TopicSetup.partitionCounts(admin.client(), List.of(REPLAYS)).isEmpty()) {
                return replays;
            }
        }
        readAll(REPLAYS, record -> {
            if (record.key() != null && record.value() != null) {
                replays.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        new String(record.value(), StandardCharsets.UTF_8));
            }
        });
        return replays;
    }

    private void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var partition = new TopicPartition(topic, 0);
        var settings = new HashMap<>(kafka.common());
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", false);
        settings.put("client.id", "parley-operator");
        settings.put("fetch.max.bytes", POLL_BYTES);
        settings.put("max.partition.fetch.bytes", POLL_BYTES);
        var deadline = System.nanoTime() + LONGEST.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(reader);
                if (System.nanoTime() > deadline) {
                    throw new LogUnavailableException("The topic " + topic + " could not be read to its end within "
                            + LONGEST.toMinutes() + " minutes.");
                }
            }
        } catch (KafkaException e) {
            throw new LogUnavailableException("The topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }
}
