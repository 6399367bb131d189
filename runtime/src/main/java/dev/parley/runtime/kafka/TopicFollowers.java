package dev.parley.runtime.kafka;

import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.runtime.service.StartException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The handlers of each partition. Several may follow one partition, each from its own offset. Not thread-safe. */
final class TopicFollowers {
    private final List<Follower> asked = new ArrayList<>();
    private final Map<TopicPartition, List<Reader>> readers = new HashMap<>();

    /** Names the partitions of a topic. */
    interface Partitions {
        List<Integer> of(String topic);
    }

    private record Follower(
            String topic, @Nullable Integer partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {}

    /** A handler that receives records from an offset on. */
    private record Reader(From from, long firstOffset, Consumer<ConsumerRecord<byte[], byte[]>> handler) {}

    void add(String topic, @Nullable Integer partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        asked.add(new Follower(topic, partition, from, handler));
    }

    /** Every partition that has a follower. */
    Set<TopicPartition> resolve(Partitions partitions) {
        for (var follower : asked) {
            for (var partition : partitionsOf(follower, partitions)) {
                readers.putIfAbsent(new TopicPartition(follower.topic, partition), List.of());
            }
        }
        return readers.keySet();
    }

    /** Sets the first offset of each handler, given the end offsets. */
    void begin(Map<TopicPartition, Long> ends) {
        readers.replaceAll((partition, _) -> asked.stream()
                .filter(follower -> isAbout(follower, partition))
                .map(follower -> new Reader(
                        follower.from,
                        follower.from == From.BEGINNING ? 0 : ends.getOrDefault(partition, 0L),
                        follower.handler))
                .toList());
    }

    /** Shows records from this offset on to all, also to those that began later: the log was truncated. */
    void goBackTo(TopicPartition partition, long offset) {
        readers.computeIfPresent(
                partition,
                (_, known) -> known.stream()
                        .map(reader -> new Reader(reader.from, Math.min(reader.firstOffset, offset), reader.handler))
                        .toList());
    }

    /** The partitions that a follower reads from their beginning. */
    Collection<TopicPartition> fromBeginning() {
        return readers.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(reader -> reader.from == From.BEGINNING))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Passes a record to the handlers of its partition; an exception of one does not affect the others. */
    void show(ConsumerRecord<byte[], byte[]> record, TopicPartition partition, Consumer<RuntimeException> onFailure) {
        for (var reader : readers.getOrDefault(partition, List.of())) {
            if (record.offset() >= reader.firstOffset) {
                try {
                    reader.handler.accept(record);
                } catch (RuntimeException e) {
                    onFailure.accept(e);
                }
            }
        }
    }

    private static List<Integer> partitionsOf(Follower follower, Partitions partitions) {
        var existing = partitions.of(follower.topic);
        if (existing.isEmpty()) {
            throw new StartException("The topic " + follower.topic + " does not exist.");
        }
        if (follower.partition == null) {
            return existing;
        }
        if (!existing.contains(follower.partition)) {
            throw new StartException("The topic " + follower.topic + " has no partition " + follower.partition + ".");
        }
        return List.of(follower.partition);
    }

    private static boolean isAbout(Follower follower, TopicPartition partition) {
        return follower.topic.equals(partition.topic())
                && (follower.partition == null || follower.partition == partition.partition());
    }
}
