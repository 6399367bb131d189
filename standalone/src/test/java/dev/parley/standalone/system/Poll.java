package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come, with a bound. */
public final class Poll {
    private static final Duration STEP = Duration.ofMillis(20);

    private Poll() {}

    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        until(() -> what, atMost, condition);
    }

    public static void until(Supplier<String> what, Duration atMost, BooleanSupplier condition) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Not within " + atMost + ": " + what.get());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
