package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flood of passwords waits for a bounded time, and nothing else waits at all. */
class CoreShareTest {
    private final CoreShare cores = new CoreShare(1, Duration.ofMillis(50));

    /** Runs something while the only core is taken. */
    private void whileBusy(Runnable check) throws InterruptedException {
        var isTaken = new CountDownLatch(1);
        var isOver = new CountDownLatch(1);
        var busy = Thread.ofVirtual()
                .start(() -> assertEquals(Optional.of("done"), cores.use(() -> {
                    isTaken.countDown();
                    return awaited(isOver);
                })));
        isTaken.await();
        check.run();
        isOver.countDown();
        busy.join();
    }

    private static String awaited(CountDownLatch latch) {
        try {
            latch.await();
            return "done";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Timeout(20)
    void givesUpAfterItsTime() throws InterruptedException {
        whileBusy(() -> assertEquals(Optional.empty(), cores.use(() -> "late")));
        assertEquals(Optional.of("next"), cores.use(() -> "next"));
    }

    @Test
    @Timeout(20)
    void givesACoreBackAfterAFailure() {
        assertThrows(
                IllegalStateException.class,
                () -> cores.use(() -> {
                    throw new IllegalStateException("broken by the test");
                }));
        assertEquals(Optional.of("next"), cores.use(() -> "next"));
    }
}
