package dev.parley.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.ReadModelWriter;
import dev.parley.readmodel.write.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes logs in batches of any size, and now and then a stretch of them again. */
final class RandomSink {
    private static final int MOST_AGAIN = 40;
    private static final int MOST_AT_ONCE = 120;

    private final Random random;
    private final ReadModelWriter writer;

    /** One log, and how much of it is stored. */
    static final class Source {
        private final List<? extends LogRecord> records;
        private int stored;

        Source(List<? extends LogRecord> records) {
            this.records = records;
        }

        int stored() {
            return stored;
        }
    }

    /** Up to where a log is to be stored. */
    record Target(Source source, int upTo) {
        int missing() {
            return upTo - source.stored;
        }
    }

    RandomSink(Random random, ReadModelWriter writer) {
        this.random = random;
        this.writer = writer;
    }

    /** Stores the logs up to there, and nothing beyond. */
    void write(List<Target> targets) {
        while (targets.stream().anyMatch(target -> target.missing() > 0)) {
            var batch = new ArrayList<LogRecord>();
            for (var target : targets) {
                if (random.nextInt(3) > 0) {
                    batch.addAll(next(target));
                }
            }
            store(batch);
        }
    }

    private List<? extends LogRecord> next(Target target) {
        var source = target.source;
        var from = source.stored;
        var to = from + Math.min(Math.max(0, target.missing()), random.nextInt(MOST_AT_ONCE));
        source.stored = to;
        var again = random.nextInt(4) == 0 ? Math.min(from, random.nextInt(MOST_AGAIN)) : 0;
        return source.records.subList(from - again, to);
    }

    private void store(List<LogRecord> batch) {
        if (!batch.isEmpty()) {
            assertEquals(new WriteResult.Written(), writer.write(batch));
        }
    }
}
