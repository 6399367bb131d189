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

/** How far a task is in each of its partitions. The store knows it; what Connect committed counts for nothing. */
final class Progress {
    private final Set<LogPartition> unsettled = new HashSet<>();
    private final Map<LogPartition, Long> nextOffsets = new HashMap<>();
    private final Map<LogPartition, Set<Long>> givenUp = new HashMap<>();
    private final Map<LogPartition, Long> published;
    private final BiConsumer<TopicPartition, Long> seek;

    /**
     * Knows of no partition yet.
     *
     * @param published where others see how far the tasks are
     * @param seek makes Connect read on from an offset, before it brings anything more
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
     * Asks the store how far it is, where that is not known yet.
     *
     * @return whether Connect was sent to other offsets, so that what it brought is to be dropped: it comes again
     * @throws dev.parley.readmodel.StoreUnavailableException the store does not answer; to be called again
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

    /** Whether the record is still to be stored; after a failure half-way Connect brings all of its batch again. */
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

    /** Whether the record is already among the dead letters, although the position is not behind it yet. */
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
