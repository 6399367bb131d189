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

/** Who follows what. Several may follow one partition, each from its own place on. Not safe for many threads. */
final class Followings {
    private final List<Following> asked = new ArrayList<>();
    private final Map<TopicPartition, List<Reader>> readers = new HashMap<>();

    /** Names the partitions of a topic. */
    interface Partitions {
        List<Integer> of(String topic);
    }

    private record Following(
            String topic, @Nullable Integer partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {}

    /** A handler that gets records from an offset on. */
    private record Reader(From from, long firstOffset, Consumer<ConsumerRecord<byte[], byte[]>> handler) {}

    void add(String topic, @Nullable Integer partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        asked.add(new Following(topic, partition, from, handler));
    }

    /** Every partition that anybody follows. */
    Set<TopicPartition> resolve(Partitions partitions) {
        for (var following : asked) {
            for (var partition : partitionsOf(following, partitions)) {
                readers.putIfAbsent(new TopicPartition(following.topic, partition), List.of());
            }
        }
        return readers.keySet();
    }

    /** Settles where each handler begins, now that it is known where the partitions end. */
    void begin(Map<TopicPartition, Long> ends) {
        readers.replaceAll((partition, _) -> asked.stream()
                .filter(following -> isAbout(following, partition))
                .map(following -> new Reader(
                        following.from,
                        following.from == From.BEGINNING ? 0 : ends.getOrDefault(partition, 0L),
                        following.handler))
                .toList());
    }

    /** From now on this offset is shown, also to those who began after it: what was there is gone. */
    void goBackTo(TopicPartition partition, long offset) {
        readers.computeIfPresent(
                partition,
                (_, known) -> known.stream()
                        .map(reader -> new Reader(reader.from, Math.min(reader.firstOffset, offset), reader.handler))
                        .toList());
    }

    /** The partitions that somebody reads from their beginning. */
    Collection<TopicPartition> fromBeginning() {
        return readers.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(reader -> reader.from == From.BEGINNING))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Shows a record to those who follow its partition; an exception of one keeps it from no other. */
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

    private static List<Integer> partitionsOf(Following following, Partitions partitions) {
        var existing = partitions.of(following.topic);
        if (existing.isEmpty()) {
            throw new StartException("The topic " + following.topic + " does not exist.");
        }
        if (following.partition == null) {
            return existing;
        }
        if (!existing.contains(following.partition)) {
            throw new StartException("The topic " + following.topic + " has no partition " + following.partition + ".");
        }
        return List.of(following.partition);
    }

    private static boolean isAbout(Following following, TopicPartition partition) {
        return following.topic.equals(partition.topic())
                && (following.partition == null || following.partition == partition.partition());
    }
}
