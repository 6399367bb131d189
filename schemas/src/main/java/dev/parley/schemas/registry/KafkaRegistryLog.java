package dev.parley.schemas.registry;

import dev.parley.schemas.kafka.CompactedTopic;
import dev.parley.schemas.kafka.CompactedTopic.Entry;
import java.util.Map;
import java.util.function.Consumer;

/** The registry's log in the compacted topic {@code _schemas}. */
record KafkaRegistryLog(CompactedTopic topic) implements RegistryLog {
    static final String TOPIC = "_schemas";

    static KafkaRegistryLog open(Map<String, Object> kafkaClientConfig, int replicationFactor) {
        return new KafkaRegistryLog(CompactedTopic.open(kafkaClientConfig, TOPIC, replicationFactor));
    }

    @Override
    public void read(Consumer<Entry> reader) {
        topic.read(reader);
    }

    @Override
    public void append(Entry entry) {
        topic.append(entry);
    }

    @Override
    public void close() {
        topic.close();
    }
}
