package dev.parley.sinks.sql;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.SkippedRecord;
import dev.parley.readmodel.write.ReadModelWriter;
import dev.parley.readmodel.write.WriteResult;
import dev.parley.readmodel.write.WriteResult.Refused;
import dev.parley.readmodel.write.WriteResult.Unavailable;
import dev.parley.readmodel.write.WriteResult.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps rows and positions; may be down, and refuses what it is told to. */
final class InMemoryStore implements ReadModelWriter {
    final List<LogRecord> rows = new ArrayList<>();
    final Map<LogPartition, Long> positions = new HashMap<>();
    final Set<Long> refusedOffsets = new HashSet<>();
    boolean isDown;
    int writesUntilDown = Integer.MAX_VALUE;
    int writes;

    @Override
    public WriteResult write(List<LogRecord> batch) {
        writes++;
        if (isDown || writesUntilDown-- <= 0) {
            return new Unavailable(new IllegalStateException("down"));
        }
        if (batch.stream().anyMatch(row -> !(row instanceof SkippedRecord) && refusedOffsets.contains(row.offset()))) {
            return new Refused(new IllegalArgumentException("does not fit"));
        }
        batch.stream().filter(row -> !(row instanceof SkippedRecord)).forEach(rows::add);
        batch.forEach(row -> positions.merge(row.partition(), row.offset() + 1, Math::max));
        return new Written();
    }

    @Override
    public Map<LogPartition, Long> positions() {
        if (isDown) {
            throw new StoreUnavailableException("down", new IllegalStateException());
        }
        return Map.copyOf(positions);
    }

    @Override
    public void close() {
        isDown = true;
    }

    List<Long> offsets() {
        return rows.stream().map(LogRecord::offset).toList();
    }
}
