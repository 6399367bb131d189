package dev.parley.standalone.crash;

import dev.parley.schemas.Event;
import dev.parley.schemas.serde.AvroReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code events} from its beginning, committed or not. */
final class EventReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroReader<Event> reader;
    private final List<Seen> seen = new ArrayList<>();

    /** An event as it was read, its bytes in hexadecimal. */
    record Seen(long seq, String bytes) {}

    EventReader(String bootstrapServers, IsolationLevel isolation, AvroReader<Event> reader) {
        this.reader = reader;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation.toString()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition("events", 0)));
        consumer.seekToBeginning(consumer.assignment());
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<Long> seqs() {
        return seen.stream().map(Seen::seq).toList();
    }

    /** Reads on until the condition holds; false where it does not within the time. */
    boolean readUntil(BooleanSupplier condition, Duration atMost) {
        var end = Instant.now().plus(atMost);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            consumer.poll(Duration.ofMillis(50))
                    .forEach(record -> seen.add(new Seen(
                            reader.read(record.value()).getSeq(), HexFormat.of().formatHex(record.value()))));
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
