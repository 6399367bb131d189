package dev.parley.sinks.sql;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.ProducerSettings;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.kafka.LogUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link DeadLetters} in the topic {@code dead-letters}, acknowledged by all replicas. */
record KafkaDeadLetters(Producer<byte[], byte[]> producer, AvroWriter<DeadLetter> writer) implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeadLetters.class);
    private static final String FEATURE = "sql-sink";
    private static final Duration CLOSE = Duration.ofSeconds(4);
    /** Largest value of any other topic; the topic of dead letters accepts one of that size with its envelope. */
    private static final int MAX_VALUE_BYTES = 1 << 20;

    private static final int MAX_REQUEST_BYTES = 2 * MAX_VALUE_BYTES;

    static KafkaDeadLetters open(KafkaSettings kafka, SchemaRegistry registry) {
        var properties = new HashMap<>(ProducerSettings.forEdge(kafka, FEATURE + "-dead-letters"));
        properties.put("max.request.size", MAX_REQUEST_BYTES);
        var producer = new KafkaProducer<byte[], byte[]>(properties);
        return new KafkaDeadLetters(
                producer, new AvroWriter<>(registry, Topics.DEAD_LETTERS.name(), DeadLetter.getClassSchema()));
    }

    @Override
    public void report(SinkRecord record, String cause, String detail) {
        var source = record.originalTopic() + "/" + record.originalKafkaPartition();
        var letter = writer.write(letter(record, cause, detail));
        try {
            producer.send(new ProducerRecord<>(
                            Topics.DEAD_LETTERS.name(), source.getBytes(StandardCharsets.UTF_8), letter))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            throw new LogUnavailableException("Dead letter not acknowledged: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("Interrupted while waiting for the acknowledgement of a dead letter.", e);
        }
        // Not the detail: it may quote message text.
        LOG.error(
                "event=dead-letter feature={} cause={} topic={} partition={} offset={}",
                FEATURE,
                cause,
                record.originalTopic(),
                record.originalKafkaPartition(),
                record.originalKafkaOffset());
    }

    private static DeadLetter letter(SinkRecord record, String cause, String detail) {
        var value = record.value() instanceof byte[] bytes ? bytes : null;
        var isTooLarge = value != null && value.length > MAX_VALUE_BYTES;
        var timestamp = record.timestamp();
        return new DeadLetter(
                FEATURE,
                cause,
                isTooLarge ? detail + " The value is left out: it is too large for a dead letter." : detail,
                record.originalTopic(),
                record.originalKafkaPartition(),
                record.originalKafkaOffset(),
                Instant.ofEpochMilli(timestamp == null ? 0 : timestamp),
                record.key() instanceof byte[] key ? ByteBuffer.wrap(key) : null,
                isTooLarge ? null : wrap(value));
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
