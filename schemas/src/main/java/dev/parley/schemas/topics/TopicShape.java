package dev.parley.schemas.topics;

import java.util.Map;

/**
 * What a topic of the catalogue must be like in Kafka.
 *
 * @param configs by Kafka's names
 */
public record TopicShape(int partitions, int replicationFactor, Map<String, String> configs) {
    /** @param platformPartitions of topics that have as many as the platform */
    public static TopicShape of(Topic topic, int platformPartitions, int replicationFactor) {
        return new TopicShape(
                TopicSettings.partitions(topic, platformPartitions),
                replicationFactor,
                TopicSettings.configs(topic, replicationFactor));
    }
}
