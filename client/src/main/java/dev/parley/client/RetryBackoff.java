package dev.parley.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Jittered exponential back-off with a deadline. One instance for each request. */
public final class RetryBackoff {
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Duration atMost;
    private final long began = System.nanoTime();
    private Duration wait = FIRST_WAIT;

    public RetryBackoff(Duration atMost) {
        this.atMost = atMost;
    }

    /**
     * Waits before the next attempt: at least as long as the server asked for, longer each time, with jitter.
     *
     * @throws GaveUpException it has been too long
     */
    public void pause(Duration asked, String what) {
        if (System.nanoTime() - began > atMost.toNanos()
                || Thread.currentThread().isInterrupted()) {
            throw new GaveUpException("No final answer within " + atMost.toSeconds() + " s: " + what);
        }
        var next = wait.compareTo(asked) > 0 ? wait : asked;
        LockSupport.parkNanos(jittered(next).toNanos());
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }

    /** At least as long, and up to half as long again, so that many who wait do not come back together. */
    public static Duration jittered(Duration atLeast) {
        return Duration.ofNanos(
                (long) (atLeast.toNanos() * (1 + ThreadLocalRandom.current().nextDouble() / 2)));
    }
}
