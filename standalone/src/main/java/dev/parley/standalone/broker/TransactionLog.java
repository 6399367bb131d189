package dev.parley.standalone.broker;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;

/**
 * The entries of the transaction coordinator's log per producer, oldest first.
 *
 * @param byProducer by producer id
 */
record TransactionLog(Map<Long, List<Entry>> byProducer) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final byte PREPARE_COMMIT = 2;
    private static final byte PREPARE_ABORT = 3;
    private static final byte COMPLETE_COMMIT = 4;
    private static final byte ONGOING = 1;

    /**
     * A transaction state, with the coordinator's status codes.
     *
     * @param epoch the transaction's own while it is ongoing; the next transaction's once it is ending
     */
    record Entry(short epoch, byte status) {
        /** Whether the transaction that a partition has open with this epoch is ongoing. */
        boolean isOngoing(short open) {
            return status == ONGOING && epoch <= open;
        }

        /** Whether its markers are about to be written. */
        boolean isEnding(short open) {
            return (status == PREPARE_COMMIT || status == PREPARE_ABORT) && epoch <= open + 1;
        }

        boolean isCommit() {
            return status == PREPARE_COMMIT || status == COMPLETE_COMMIT;
        }
    }

    static TransactionLog read(String bootstrapServers) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.TRANSACTION_STATE_TOPIC_NAME).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer, consumer.endOffsets(partitions));
        }
    }

    private static TransactionLog read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        var byProducer = new HashMap<Long, List<Entry>>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    var bytes = ByteBuffer.wrap(record.value());
                    var version = bytes.getShort();
                    var value = new TransactionLogValue(new ByteBufferAccessor(bytes), version);
                    byProducer
                            .computeIfAbsent(value.producerId(), _ -> new ArrayList<>())
                            .add(new Entry(value.producerEpoch(), value.transactionStatus()));
                }
            }
        }
        return new TransactionLog(byProducer);
    }

    /** The latest entry of the producer; one that counts as ended if there is none. */
    Entry last(long producer) {
        var entries = byProducer.getOrDefault(producer, List.of());
        return entries.isEmpty() ? new Entry((short) 0, (byte) 0) : entries.getLast();
    }

    /** Whether the producer's transaction with this epoch was committed. */
    boolean isCommitted(long producer, short epoch) {
        return byProducer.getOrDefault(producer, List.of()).stream()
                .anyMatch(entry -> entry.epoch() == epoch + 1 && entry.isCommit());
    }
}
