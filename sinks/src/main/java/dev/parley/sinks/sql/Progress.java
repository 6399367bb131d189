package dev.parley.sinks.sql;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.ReadModelWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A task's position in each of its partitions. The store's positions are authoritative; Connect's committed offsets are ignored. */
final class Progress {
    private final Set<LogPartition> unsettled = new HashSet<>();
    private final Map<LogPartition, Long> nextOffsets = new HashMap<>();
    private final Map<LogPartition, Set<Long>> givenUp = new HashMap<>();
    private final Map<LogPartition, Long> published;
    private final BiConsumer<TopicPartition, Long> seek;

    /**
     * Starts without partitions.
     *
     * @param published positions of all tasks of the process, for metrics
     * @param seek makes Connect continue from an offset with its next poll
     */
    Progress(Map<LogPartition, Long> published, BiConsumer<TopicPartition, Long> seek) {
        this.published = published;
        this.seek = seek;
    }

    void assign(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> unsettled.add(of(partition)));
    }

    void revoke(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            unsettled.remove(of(partition));
            nextOffsets.remove(of(partition));
            givenUp.remove(of(partition));
            published.remove(of(partition));
        }
    }

    /**
     * Reads the positions of newly assigned partitions from the store.
     *
     * @return whether Connect was made to seek; the records of this poll must then be dropped, Connect delivers them again
     * @throws dev.parley.readmodel.StoreUnavailableException the store is unavailable; call again
     */
    boolean settle(ReadModelWriter store) {
        if (unsettled.isEmpty()) {
            return false;
        }
        var stored = store.positions();
        unsettled.forEach(partition -> nextOffsets.put(partition, stored.getOrDefault(partition, 0L)));
        unsettled.clear();
        published.putAll(nextOffsets);
        nextOffsets.forEach(
                (partition, offset) -> seek.accept(new TopicPartition(partition.topic(), partition.number()), offset));
        return true;
    }

    /** Whether the record is not stored yet: after a failure Connect redelivers the whole poll, its stored part included. */
    boolean isAhead(SinkRecord record) {
        return record.originalKafkaOffset() >= nextOffsets.getOrDefault(SinkRow.partition(record), 0L);
    }

    void advance(List<SinkRow> written) {
        for (var row : written) {
            var partition = row.row().partition();
            nextOffsets.merge(partition, row.row().offset() + 1, Math::max);
            givenUp.computeIfPresent(partition, (_, offsets) -> {
                offsets.removeIf(offset -> offset <= row.row().offset());
                return offsets;
            });
        }
        published.putAll(nextOffsets);
    }

    /** Whether the record's dead letter is durable already, while the position has not passed the record. */
    boolean isGivenUp(SinkRecord record) {
        return givenUp.getOrDefault(SinkRow.partition(record), Set.of()).contains(record.originalKafkaOffset());
    }

    void giveUp(SinkRecord record) {
        givenUp.computeIfAbsent(SinkRow.partition(record), _ -> new HashSet<>()).add(record.originalKafkaOffset());
    }

    private static LogPartition of(TopicPartition partition) {
        return new LogPartition(partition.topic(), partition.partition());
    }
}
