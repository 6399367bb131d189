package dev.parley.edge.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Says of many like incidents the first at once, and then at most once in a while how many came since. Safe for many
 * threads; of several at the same time one is told to speak for all.
 */
final class SparseReport {
    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong nextAt;

    SparseReport(Duration pause, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
        this.nextAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Notes one. How many the caller must speak of now, this one included; 0 where it is to be silent. */
    long note() {
        unsaid.incrementAndGet();
        return due();
    }

    /** How many the caller must speak of now, that were noted and not spoken of; 0 mostly. */
    long due() {
        var now = nanoTime.getAsLong();
        var at = nextAt.get();
        if (unsaid.get() == 0 || now - at < 0 || !nextAt.compareAndSet(at, now + pauseNanos)) {
            return 0;
        }
        return unsaid.getAndSet(0);
    }
}
