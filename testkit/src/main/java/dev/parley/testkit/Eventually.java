package dev.parley.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls a condition until it holds, with a bound. */
public final class Eventually {
    /** Far above what a busy machine needs: it is waited for in full by a failing test only. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private Eventually() {}

    public static void isTrue(String what, BooleanSupplier condition) {
        isTrue(() -> what, BOUND, condition);
    }

    public static void isTrue(Supplier<String> what, BooleanSupplier condition) {
        isTrue(what, BOUND, condition);
    }

    public static void isTrue(String what, Duration atMost, BooleanSupplier condition) {
        isTrue(() -> what, atMost, condition);
    }

    /**
     * Returns when the condition holds.
     *
     * @param what is missing where it does not; asked once, at the end
     */
    public static void isTrue(Supplier<String> what, Duration atMost, BooleanSupplier condition) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + atMost + ": " + what.get());
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
