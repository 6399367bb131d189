package dev.parley.bench.sink;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How many rows a store has, as often as it is asked.
 *
 * @param rows asks it
 * @param betweenLooks how long it is left alone meanwhile
 */
record RowCount(LongSupplier rows, Duration betweenLooks) {
    private static final Duration SILENCE = Duration.ofSeconds(60);

    long now() {
        return rows.getAsLong();
    }

    /**
     * Waits for so many rows as long as there come more.
     *
     * @throws IllegalStateException none came for a minute
     */
    void await(long count) {
        var known = now();
        var since = System.nanoTime();
        while (known < count) {
            LockSupport.parkNanos(betweenLooks.toNanos());
            var now = now();
            if (now > known) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > SILENCE.toNanos()) {
                throw new IllegalStateException("The store makes no progress: " + now + " of " + count + " rows.");
            }
            known = now;
        }
    }
}
