package dev.parley.operator.topics;

import java.util.Map;

/**
 * A topic as it is in Kafka.
 *
 * @param replicas copies of the partition that has the fewest
 * @param underReplicated partitions of which a copy is not in sync
 * @param leaderless partitions without a leader
 * @param configs by Kafka's names, defaults included
 * @param bytes on disk, all copies together; -1 = not known
 */
public record TopicFacts(
        String name,
        int partitions,
        int replicas,
        int underReplicated,
        int leaderless,
        Map<String, String> configs,
        long bytes) {
    String config(String key) {
        return configs.getOrDefault(key, "");
    }
}
