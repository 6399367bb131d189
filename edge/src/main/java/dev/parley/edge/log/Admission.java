package dev.parley.edge.log;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many writes may be under way: as many as are answered in half of the time that each of them waits, so that none waits in
 * vain. One that did would be sent again, and put the log behind further. What is beyond is turned away, to come back the later
 * the more is turned away. Safe for many threads, of which one updates.
 */
final class Admission {
    /** So many are under way however few were answered: a rush after a silence is no overload yet. */
    static final int ALWAYS = 1_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

    private final double waitSeconds;
    private final int most;
    private final Duration retry;
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long room;
    private volatile Duration retryAfter;
    private double answeredPerSecond;
    private double refusedPerSecond;

    /**
     * @param wait how long each waits
     * @param most that may be under way, however quickly they are answered
     * @param retry when one that is turned away should come back, at least
     */
    Admission(Duration wait, int most, Duration retry) {
        this.waitSeconds = wait.toNanos() / NANOS_PER_SECOND;
        this.most = most;
        this.retry = retry;
        this.retryAfter = retry;
        this.room = Math.min(ALWAYS, most);
    }

    /** Whether one more may go with those that are under way; whoever may not should come back after {@link #retryAfter}. */
    boolean admits(long underWay) {
        if (underWay < room) {
            return true;
        }
        refused.increment();
        return false;
    }

    /** One had its outcome in time. */
    void answered() {
        answered.increment();
    }

    Duration retryAfter() {
        return retryAfter;
    }

    /** Takes in what happened since the last update; what is older than a second counts little. */
    void update(long nanosSince) {
        var seconds = nanosSince / NANOS_PER_SECOND;
        var weight = Math.min(1, seconds);
        answeredPerSecond += weight * (answered.sumThenReset() / seconds - answeredPerSecond);
        refusedPerSecond += weight * (refused.sumThenReset() / seconds - refusedPerSecond);
        room = Math.min(most, Math.max(ALWAYS, (long) (answeredPerSecond * waitSeconds / 2)));
        var rounds = 1 + refusedPerSecond / Math.max(1, answeredPerSecond);
        retryAfter = Duration.ofMillis(Math.min(LONGEST_RETRY.toMillis(), (long) (rounds * retry.toMillis())));
    }
}
