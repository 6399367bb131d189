package dev.parley.bench.load;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * When users change: each by itself, after a time that is random and of no memory (a Poisson process), so that now and then many do at
 * once. The same seed gives the same times.
 */
final class FlapTimes implements Pulse.Schedule {
    private final int users;
    private final double meanNanos;
    private final Random random;
    private final IntFunction<Runnable> changes;
    private double nanos;

    /**
     * @param every how often each user changes, on average
     * @param changes what a user does then
     */
    FlapTimes(int users, Duration every, long seed, IntFunction<Runnable> changes) {
        this.users = users;
        this.meanNanos = (double) every.toNanos() / users;
        this.random = new Random(seed);
        this.changes = changes;
    }

    @Override
    public Pulse.Beat next() {
        nanos -= meanNanos * Math.log(1 - random.nextDouble());
        return new Pulse.Beat((long) nanos, changes.apply(random.nextInt(users)));
    }
}
