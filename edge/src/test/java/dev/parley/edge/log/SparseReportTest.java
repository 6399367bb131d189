package dev.parley.edge.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparseReportTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final SparseReport report = new SparseReport(Duration.ofSeconds(1), now::get);

    private void letPass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void speaksOfTheFirstAtOnce() {
        assertEquals(0, report.due());
        assertEquals(1, report.note());
        assertEquals(0, report.due());
    }

    @Test
    void speaksOfTheOthersOnceInAWhile() {
        assertEquals(1, report.note());
        IntStream.range(0, 50).forEach(_ -> assertEquals(0, report.note()));
        letPass(Duration.ofMillis(999));
        assertEquals(0, report.note());
        letPass(Duration.ofMillis(1));
        assertEquals(52, report.note());
        assertEquals(0, report.note());
    }

    @Test
    void leavesTheLastOnesNotUnsaid() {
        report.note();
        report.note();
        report.note();
        assertEquals(0, report.due());
        letPass(Duration.ofSeconds(1));
        assertEquals(2, report.due());
        letPass(Duration.ofSeconds(5));
        assertEquals(0, report.due());
    }

    @Test
    void losesNoneBetweenThreads() throws InterruptedException {
        var said = new AtomicLong();
        var threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    for (var i = 0; i < 1_000; i++) {
                        letPass(Duration.ofMillis(30));
                        said.addAndGet(report.note());
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        letPass(Duration.ofSeconds(1));
        assertEquals(8_000, said.get() + report.due());
    }
}
