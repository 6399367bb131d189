package dev.parley.schemas.topics;

import dev.parley.schemas.kafka.CompactedTopic;
import dev.parley.schemas.kafka.TopicSetup;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Makes sure, at each start and before anything is sent, that the topics are there and have the shape they always had. */
public final class TopicCreation {
    /** Compacted, one partition: topic name to the number of partitions it was created with. */
    public static final String RECORD_TOPIC = "_parley-topics";

    private TopicCreation() {}

    /**
     * Creates what is missing of the catalogue, waits until every partition has a leader, records the partition counts and
     * compares them with the recorded ones. Several processes may do so at once.
     *
     * @param kafkaClientConfig what every Kafka client needs to connect
     * @param partitions how many partitions platform topics have
     * @throws TopicMismatchException the topics, the record of them and {@code partitions} do not agree
     * @throws dev.parley.schemas.kafka.LogUnavailableException Kafka does not answer
     */
    public static void ensure(Map<String, Object> kafkaClientConfig, int partitions, int replicationFactor) {
        try (var admin = Admin.create(kafkaClientConfig);
                var topic = CompactedTopic.open(kafkaClientConfig, RECORD_TOPIC, replicationFactor)) {
            var record = new PartitionRecord(topic);
            var recorded = record.read();
            check(new PartitionCounts(partitions, actual(admin), recorded));

            TopicSetup.create(
                    admin,
                    Topics.ALL.stream()
                            .map(each -> TopicSettings.newTopic(each, partitions, replicationFactor))
                            .toList());
            // Another process, configured otherwise, may have created them in between.
            check(new PartitionCounts(partitions, actual(admin), recorded));
            Topics.ALL.stream()
                    .filter(each -> !recorded.containsKey(each.name()))
                    .forEach(each -> record.add(each.name(), TopicSettings.partitions(each, partitions)));
        }
    }

    /**
     * How many partitions each topic was created with, by name; empty where no platform was set up. Creates nothing.
     *
     * @throws dev.parley.schemas.kafka.LogUnavailableException Kafka does not answer
     */
    public static Map<String, Integer> recorded(Map<String, Object> kafkaClientConfig) {
        try (var admin = Admin.create(kafkaClientConfig)) {
            if (TopicSetup.partitionCounts(admin, List.of(RECORD_TOPIC)).isEmpty()) {
                return Map.of();
            }
        }
        // The topic is there, so the number of copies does not count.
        try (var topic = CompactedTopic.open(kafkaClientConfig, RECORD_TOPIC, 1)) {
            return new PartitionRecord(topic).read();
        }
    }

    private static Map<String, Integer> actual(Admin admin) {
        return TopicSetup.partitionCounts(
                admin, Topics.ALL.stream().map(Topic::name).toList());
    }

    private static void check(PartitionCounts counts) {
        List<String> faults = counts.faults(Topics.ALL);
        if (!faults.isEmpty()) {
            throw new TopicMismatchException(faults);
        }
    }
}
