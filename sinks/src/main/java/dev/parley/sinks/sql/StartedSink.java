package dev.parley.sinks.sql;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.write.ReadModelWriter;
import dev.parley.readmodel.write.WriteResult;
import dev.parley.readmodel.write.WriteResult.Refused;
import dev.parley.readmodel.write.WriteResult.Unavailable;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.kafka.LogUnavailableException;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.sinks.sql.Decoded.Understood;
import dev.parley.sinks.sql.Decoded.Unreadable;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink task between start and stop. Immutable, so no call can observe it half built. */
record StartedSink(
        ReadModelWriter store,
        RowDecoder decoder,
        DeadLetters deadLetters,
        Progress progress,
        Retries retries,
        SinkMetrics metrics) {
    private static final Logger LOG = LoggerFactory.getLogger(StartedSink.class);

    void open(Collection<TopicPartition> partitions) {
        progress.assign(partitions);
        try {
            progress.settle(store);
        } catch (StoreUnavailableException e) {
            // An exception here would end the task; put() reads the positions before it stores anything.
            LOG.warn("event=positions-unavailable cause={}", e.toString());
        }
    }

    void put(Collection<SinkRecord> records) {
        try {
            if (progress.settle(store)) {
                return;
            }
            var rows = records.stream()
                    .filter(progress::isAhead)
                    .map(this::decoded)
                    .toList();
            Batches.of(rows).forEach(this::write);
            retries.succeeded();
        } catch (StoreUnavailableException e) {
            throw retries.later(SinkMetrics.STORE, e);
        } catch (RegistryUnavailableException e) {
            throw retries.later(SinkMetrics.REGISTRY, e);
        } catch (LogUnavailableException e) {
            throw retries.later(SinkMetrics.DEAD_LETTERS, e);
        }
    }

    void close(Collection<TopicPartition> partitions) {
        progress.revoke(partitions);
    }

    void stop() {
        deadLetters.close();
        store.close();
    }

    private SinkRow decoded(SinkRecord record) {
        return switch (decoder.decode(record)) {
            case Understood(var row) -> new SinkRow(record, row);
            case Unreadable(var cause, var detail) -> giveUp(record, cause, detail);
        };
    }

    private void write(List<SinkRow> rows) {
        switch (timed(rows)) {
            case Written _ -> written(rows);
            case Unavailable(var cause) -> throw new StoreUnavailableException("Store unavailable.", cause);
            case Refused(var cause) when rows.size() == 1 -> write(List.of(refused(rows.getFirst(), cause)));
            case Refused _ -> {
                // In order, so that no position passes a row that is not written yet.
                write(rows.subList(0, rows.size() / 2));
                write(rows.subList(rows.size() / 2, rows.size()));
            }
        }
    }

    private WriteResult timed(List<SinkRow> rows) {
        try (var _ = metrics.batchSeconds().startTimer()) {
            return store.write(rows.stream().map(SinkRow::row).toList());
        }
    }

    private void written(List<SinkRow> rows) {
        progress.advance(rows);
        rows.stream()
                .filter(row -> !row.isSkipped())
                .forEach(row -> metrics.rows()
                        .labelValues(row.row().partition().topic())
                        .inc());
    }

    private SinkRow refused(SinkRow row, Exception cause) {
        if (row.isSkipped()) {
            throw new IllegalStateException("The store refused a position.", cause);
        }
        return giveUp(row.origin(), "refused", String.valueOf(cause.getMessage()));
    }

    private SinkRow giveUp(SinkRecord record, String cause, String detail) {
        if (!progress.isGivenUp(record)) {
            deadLetters.report(record, cause, detail);
            metrics.deadLetters().labelValues(record.originalTopic(), cause).inc();
            progress.giveUp(record);
        }
        return SinkRow.skipped(record);
    }
}
