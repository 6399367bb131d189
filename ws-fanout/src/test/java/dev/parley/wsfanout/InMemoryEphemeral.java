package dev.parley.wsfanout;

import dev.parley.edge.log.SignalLog;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.wsfanout.stream.SampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The log of ephemeral signals, which shows each of them at once. */
final class InMemoryEphemeral implements SignalLog<Ephemeral> {
    /** When records are: so late that no clock takes them for old. */
    static final Instant AT = Instant.parse("2999-11-27T06:00:00.000Z");

    private static final AvroWriter<Ephemeral> WRITER =
            new AvroWriter<>(SampleEvents.REGISTRY, "ephemeral", Ephemeral.getClassSchema());

    volatile boolean isUp = true;
    volatile boolean hasRoom = true;
    private final Consumer<ConsumerRecord<byte[], byte[]>> tail;
    private final List<Ephemeral> appended = new ArrayList<>();

    InMemoryEphemeral(Consumer<ConsumerRecord<byte[], byte[]>> tail) {
        this.tail = tail;
    }

    static ProducerRecord<byte[], byte[]> record(Ephemeral signal) {
        return new ProducerRecord<>(
                "ephemeral", Keys.of(signal.getTenant(), signal.getConversation()), WRITER.write(signal));
    }

    /** In the order in which they were appended. */
    synchronized List<Ephemeral> appended() {
        return List.copyOf(appended);
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public synchronized CompletableFuture<Boolean> append(Ephemeral signal) {
        if (isUp) {
            appended.add(signal);
            show(signal, AT);
        }
        return CompletableFuture.completedFuture(isUp);
    }

    /** A signal from elsewhere. */
    void show(Ephemeral signal, Instant at) {
        var record = record(signal);
        show(record.key(), record.value(), at);
    }

    void show(byte[] key, byte[] value, Instant at) {
        tail.accept(new ConsumerRecord<>(
                "ephemeral",
                0,
                0,
                at.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }
}
