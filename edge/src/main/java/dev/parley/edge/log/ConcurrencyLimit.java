package dev.parley.edge.log;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adaptive concurrency limit for writes: answers per second × wait / 2, so that a write that is admitted is answered in time. A
 * write that times out is sent again and adds to the backlog. The excess is refused, with a longer retry delay the more is
 * refused. Safe for many threads, of which one updates.
 */
final class ConcurrencyLimit {
    /** The limit is never lower: a burst after an idle time is no overload yet. */
    static final int ALWAYS = 1_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

    private final double waitSeconds;
    private final int most;
    private final Duration retry;
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long limit;
    private volatile Duration retryAfter;
    private double answeredPerSecond;
    private double refusedPerSecond;

    /**
     * @param wait timeout of a write
     * @param most upper bound of the limit
     * @param retry shortest retry delay
     */
    ConcurrencyLimit(Duration wait, int most, Duration retry) {
        this.waitSeconds = wait.toNanos() / NANOS_PER_SECOND;
        this.most = most;
        this.retry = retry;
        this.retryAfter = retry;
        this.limit = Math.min(ALWAYS, most);
    }

    /** Whether one more write may begin; a refused one should be retried after {@link #retryAfter}. */
    boolean admits(long inFlight) {
        if (inFlight < limit) {
            return true;
        }
        refused.increment();
        return false;
    }

    /** Counts a write that was answered in time. */
    void answered() {
        answered.increment();
    }

    Duration retryAfter() {
        return retryAfter;
    }

    /** Recomputes the limit from the rates since the last update; smoothed over one second. */
    void update(long nanosSince) {
        var seconds = nanosSince / NANOS_PER_SECOND;
        var weight = Math.min(1, seconds);
        answeredPerSecond += weight * (answered.sumThenReset() / seconds - answeredPerSecond);
        refusedPerSecond += weight * (refused.sumThenReset() / seconds - refusedPerSecond);
        limit = Math.min(most, Math.max(ALWAYS, (long) (answeredPerSecond * waitSeconds / 2)));
        var rounds = 1 + refusedPerSecond / Math.max(1, answeredPerSecond);
        retryAfter = Duration.ofMillis(Math.min(LONGEST_RETRY.toMillis(), (long) (rounds * retry.toMillis())));
    }
}
