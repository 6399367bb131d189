package dev.parley.wsfanout.session;

import java.time.Duration;

/**
 * Whether somebody uses a device: as its client says with its pings, or where it never does, by its frames. Safe for many threads; times
 * are those of {@link System#nanoTime}.
 */
final class Activity {
    /** Without a frame but pings for so long, nobody uses it. */
    static final Duration IDLE_AFTER = Duration.ofMinutes(10);

    private volatile long touchedAt;
    private volatile boolean isSaidIdle;

    /** A frame came that is no ping. */
    void touched(long now) {
        touchedAt = now;
    }

    /** The client has said whether the device is idle; that holds until it says otherwise. */
    void said(boolean isIdle, long now) {
        isSaidIdle = isIdle;
        if (!isIdle) {
            touchedAt = now;
        }
    }

    boolean isIdle(long now) {
        return isSaidIdle || now - touchedAt >= IDLE_AFTER.toNanos();
    }

    /** In nanoseconds. */
    long sinceTouched(long now) {
        return Math.max(0, now - touchedAt);
    }
}
