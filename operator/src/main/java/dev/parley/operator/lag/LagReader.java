package dev.parley.operator.lag;

import dev.parley.operator.command.KafkaAdmin;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where each group of readers is, and where the log is. Blocks. */
record LagReader(KafkaAdmin admin) {
    /** One partition of a group. */
    record Place(String group, TopicPartition partition) {}

    /** Of groups whose names begin so; an empty prefix takes all. */
    Map<Place, PartitionLook> look(String prefix) {
        var client = admin.client();
        var groups = admin.await(client.listGroups().valid(), "list the groups").stream()
                .filter(group ->
                        group.type().map(type -> type != GroupType.SHARE).orElse(true))
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix))
                .toList();
        var specs = new HashMap<String, ListConsumerGroupOffsetsSpec>();
        groups.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
        var committed = specs.isEmpty()
                ? Map.<String, Map<TopicPartition, OffsetAndMetadata>>of()
                : admin.await(client.listConsumerGroupOffsets(specs).all(), "tell the offsets of groups");
        var partitions = new TreeSet<>(Comparator.comparing(TopicPartition::toString));
        committed.values().forEach(offsets -> partitions.addAll(offsets.keySet()));
        // The end last: a reader must not seem to be beyond it.
        var begin = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
        var stable = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        var end = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        var looks = new HashMap<Place, PartitionLook>();
        committed.forEach((group, offsets) -> offsets.forEach((partition, offset) -> looks.put(
                new Place(group, partition),
                new PartitionLook(
                        offset == null ? -1 : offset.offset(),
                        begin.getOrDefault(partition, 0L),
                        stable.getOrDefault(partition, 0L),
                        end.getOrDefault(partition, 0L)))));
        return looks;
    }

    /** The places of both looks, by group, topic and partition. */
    static List<PartitionLag> between(
            Map<Place, PartitionLook> first, Map<Place, PartitionLook> second, double seconds) {
        return second.entrySet().stream()
                .map(entry -> PartitionLag.between(
                        entry.getKey().group(),
                        entry.getKey().partition().topic(),
                        entry.getKey().partition().partition(),
                        first.getOrDefault(entry.getKey(), entry.getValue()),
                        entry.getValue(),
                        seconds))
                .sorted(Comparator.comparing(PartitionLag::group)
                        .thenComparing(PartitionLag::topic)
                        .thenComparingInt(PartitionLag::partition))
                .toList();
    }

    /** By partition. */
    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        var asked = new TreeMap<TopicPartition, OffsetSpec>(Comparator.comparing(TopicPartition::toString));
        partitions.forEach(partition -> asked.put(partition, spec));
        var offsets = new HashMap<TopicPartition, Long>();
        if (!asked.isEmpty()) {
            admin.await(
                            admin.client()
                                    .listOffsets(asked, new ListOffsetsOptions(isolation))
                                    .all(),
                            "tell the ends of partitions")
                    .forEach((partition, result) -> offsets.put(partition, result.offset()));
        }
        return offsets;
    }
}
