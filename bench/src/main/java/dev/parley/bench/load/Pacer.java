package dev.parley.bench.load;

import dev.parley.bench.report.Quantiles;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Keeps the times at which something is to be sent, whatever becomes of what was sent before, and knows how well it kept
 * them. For one thread.
 */
public final class Pacer {
    /** At p99; beyond that a run is void: the generator was the bottleneck. */
    public static final double LATEST_MS = 5;

    /** A park may last this much longer than asked; the rest is spun away in yields. */
    private static final long PARK_SLACK_NANOS = 60_000;

    private final Histogram lateness = Quantiles.histogram();

    /** Returns at the time, or at once where it has passed; what was missed is made up for without a pause. */
    public void await(long intendedAt) {
        var left = intendedAt - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(Math.max(1, left - PARK_SLACK_NANOS));
            left = intendedAt - System.nanoTime();
        }
        lateness.recordValue(Math.max(0, -left));
    }

    /** Forgets the lateness so far, for instance that of the warm-up. */
    public void reset() {
        lateness.reset();
    }

    /** How late it was. */
    public Quantiles lateness() {
        return Quantiles.of(lateness);
    }
}
