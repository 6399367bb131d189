package dev.parley.edge.log;

import java.time.Duration;

/** How much is sent, and how long it pays to wait for more. Not safe for many threads. */
final class SendRate {
    private static final long WINDOW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();
    private static final long SOME_PER_SECOND = 1_500;
    private static final long MANY_PER_SECOND = 3_000;
    private static final long SHORT_NANOS = Duration.ofMillis(2).toNanos();
    private static final long LONG_NANOS = Duration.ofMillis(5).toNanos();

    private long windowBegan;
    private long inWindow;
    private long perSecond;

    SendRate(long now) {
        windowBegan = now;
    }

    /** Counts one that is sent at that time, in nanoseconds. */
    void count(long now) {
        var since = now - windowBegan;
        if (since >= WINDOW_NANOS) {
            perSecond = inWindow * NANOS_PER_SECOND / since;
            windowBegan = now;
            inWindow = 0;
        }
        inWindow++;
    }

    /** How long the next ones are waited for, in nanoseconds; 0 while a request for each costs less than the wait. */
    long lingerNanos() {
        if (perSecond < SOME_PER_SECOND) {
            return 0;
        }
        return perSecond < MANY_PER_SECOND ? SHORT_NANOS : LONG_NANOS;
    }
}
