package dev.parley.bench.log;

import dev.parley.schemas.topics.Topic;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many records were ever written to a topic of a platform on this machine. For one thread. */
public final class TopicEnd implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;

    /** @param platform {@code PARLEY_KAFKA_BOOTSTRAP_SERVERS} */
    public TopicEnd(Map<String, String> platform) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", LogWriter.needed(platform, "PARLEY_KAFKA_BOOTSTRAP_SERVERS")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    public long of(Topic topic) {
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
