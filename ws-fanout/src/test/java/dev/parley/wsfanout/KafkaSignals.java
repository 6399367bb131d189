package dev.parley.wsfanout;

import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.runtime.kafka.KafkaLogTail;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Receipt;
import dev.parley.testkit.TestBroker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Signals over a broker; what is appended is merged, and written to {@code receipts}, at once. */
final class KafkaSignals extends InMemorySignals {
    private static final AtomicLong VERSIONS = new AtomicLong();

    private final LogTail overKafka;
    private final KafkaProducer<byte[], byte[]> producer;

    KafkaSignals(TestBroker broker, String name) {
        overKafka = new KafkaLogTail(name, new KafkaSettings(broker.bootstrapServers(), 4, 1, "http://nowhere", false));
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        producer = new KafkaProducer<>(settings);
    }

    @Override
    LogTail tail() {
        return overKafka;
    }

    @Override
    PushNode.SignalPorts ports() {
        return ports(System::nanoTime);
    }

    @Override
    SignalLog<Ephemeral> ephemeral() {
        return new SignalLog<>() {
            @Override
            public boolean hasRoom() {
                return true;
            }

            @Override
            public CompletableFuture<Boolean> append(Ephemeral signal) {
                return send(InMemoryEphemeral.record(signal));
            }
        };
    }

    @Override
    public synchronized CompletableFuture<Boolean> append(ReceiptDraft draft) {
        var readUpTo = draft.unreadAfter() != null ? draft.unreadAfter() : draft.readUpTo();
        var receipt = new Receipt(
                draft.tenant(),
                draft.conversation(),
                draft.user(),
                true,
                draft.memberSince(),
                draft.headSeq(),
                AT,
                readUpTo,
                AT,
                draft.unreadAfter() != null,
                0L,
                VERSIONS.incrementAndGet(),
                AT);
        return send(new ProducerRecord<>("receipts", keyOf(receipt), wire(receipt)));
    }

    private CompletableFuture<Boolean> send(ProducerRecord<byte[], byte[]> record) {
        var appended = new CompletableFuture<Boolean>();
        var _ = producer.send(record, (_, failure) -> appended.complete(failure == null));
        return appended;
    }

    /** Written to the topic, for every node. */
    @Override
    void show(String topic, byte[] key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value));
    }

    @Override
    public void close() {
        overKafka.close();
        producer.close();
        super.close();
    }
}
