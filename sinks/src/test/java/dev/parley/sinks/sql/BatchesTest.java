package dev.parley.sinks.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.Samples;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord.UserRecord;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void makesNoBatchOfNothing() {
        assertEquals(List.of(), Batches.of(List.of()));
    }

    @Test
    void holdsAtMostSoManyRows() {
        assertEquals(List.of(1000, 1000, 1), sizes(Collections.nCopies(2001, row(10))));
    }

    @Test
    void holdsAtMostSoManyBytes() {
        var third = Batches.MAX_BYTES / 3;
        assertEquals(List.of(3, 1), sizes(Collections.nCopies(4, row(third))));
    }

    @Test
    void takesARowThatIsTooLargeAlone() {
        assertEquals(List.of(1, 1, 2), sizes(List.of(row(1), row(Batches.MAX_BYTES + 1), row(1), row(1))));
    }

    private static List<Integer> sizes(List<SinkRow> rows) {
        return Batches.of(rows).stream().map(List::size).toList();
    }

    private static SinkRow row(int size) {
        var row = new UserRecord(new LogPartition("users", 0), 0, Samples.user("bob", 1, "Bob"), size);
        return new SinkRow(SinkRecords.raw("users", 0, null, null), row);
    }
}
