package dev.parley.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A topic in memory, read through the consumer that Kafka itself keeps for tests. A record's value is its text. */
final class InMemoryTopic {
    private static final Node NODE = new Node(1, "127.0.0.1", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final String name;
    private final List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();

    InMemoryTopic(String name, int count) {
        this.name = name;
        var infos = new ArrayList<PartitionInfo>();
        for (var i = 0; i < count; i++) {
            infos.add(new PartitionInfo(name, i, NODE, new Node[] {NODE}, new Node[] {NODE}));
            partitions.add(new ArrayList<>());
            consumer.updateBeginningOffsets(Map.of(partition(i), 0L));
            consumer.updateEndOffsets(Map.of(partition(i), 0L));
        }
        consumer.updatePartitions(name, infos);
        consumer.schedulePollTask(() -> partitions.forEach(records -> records.forEach(this::show)));
    }

    MockConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    TopicPartition partition(int partition) {
        return new TopicPartition(name, partition);
    }

    /** What is there before anybody reads. */
    void holds(int partition, String... texts) {
        for (var text : texts) {
            partitions
                    .get(partition)
                    .add(record(partition, partitions.get(partition).size(), text));
        }
        consumer.updateEndOffsets(
                Map.of(partition(partition), (long) partitions.get(partition).size()));
    }

    /** What comes while somebody reads. */
    void append(int partition, long offset, String text) {
        consumer.schedulePollTask(() -> {
            consumer.updateEndOffsets(Map.of(partition(partition), offset + 1));
            show(record(partition, offset, text));
        });
    }

    /** Takes what is older away, as retention does. */
    void deleteBefore(int partition, long offset) {
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(partition(partition), offset));
            consumer.updateEndOffsets(Map.of(partition(partition), offset));
        });
    }

    private void show(ConsumerRecord<byte[], byte[]> record) {
        if (consumer.assignment().contains(partition(record.partition()))) {
            consumer.addRecord(record);
        }
    }

    private ConsumerRecord<byte[], byte[]> record(int partition, long offset, String text) {
        return new ConsumerRecord<>(name, partition, offset, new byte[0], text.getBytes(StandardCharsets.UTF_8));
    }
}
