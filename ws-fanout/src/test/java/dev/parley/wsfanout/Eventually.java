package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and not for ever. */
final class Eventually {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private Eventually() {}

    static void isTrue(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                fail("Not in time: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
