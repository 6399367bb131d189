package dev.parley.bench.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.load.ServerCost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RowCountTest {
    private final AtomicLong rows = new AtomicLong();
    private final RowCount growing = new RowCount(() -> rows.addAndGet(10), Duration.ofMillis(1));

    @Test
    void waitsUntilSoManyAreThere() {
        growing.await(95);

        assertEquals(100, rows.get());
    }

    @Test
    void countsOnlyWhatCameWhileTheClockRan() {
        rows.set(40);

        var catchUp = CatchUp.measure(growing, 100, new ServerCost(List.of()));

        assertEquals(50, catchUp.rows());
        assertTrue(catchUp.rowsPerSecond() > 0);
        assertEquals(0.0, catchUp.cpuMicrosPerRow());
    }
}
