package dev.parley.wsfanout.session;

import java.time.Duration;

/** So many at once, and so many a second after that. Not safe for many threads; times are those of {@link System#nanoTime}. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final int burst;
    private double tokens;
    private long filledAt;

    /** A full one. */
    TokenBucket(double perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** False where there is none left. */
    boolean take(long now) {
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** How long until there is one; zero where there is. */
    Duration untilNext(long now) {
        fill(now);
        return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - tokens) / perSecond * NANOS_PER_SECOND));
    }

    private void fill(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
        filledAt = now;
    }
}
