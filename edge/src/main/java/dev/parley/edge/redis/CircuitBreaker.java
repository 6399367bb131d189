package dev.parley.edge.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops calls to a neighbour that does not answer: after several failures in a row none is made for a while, then a single one tries
 * whether it is back, however many would like to. Safe for many threads.
 */
final class CircuitBreaker {
    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private State state = new Closed(0);

    private sealed interface State {}

    /** Calls are made. */
    private record Closed(int failures) implements State {}

    /** None is made until then. */
    private record Open(long untilNanos) implements State {}

    /** One is under way; should it never end, another one is let through at that time. */
    private record Probing(long untilNanos) implements State {}

    /** @param nanoTime as {@link System#nanoTime} */
    CircuitBreaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a call may be made now; {@link #succeeded} or {@link #failed} must then be told of it. */
    synchronized boolean allows() {
        return switch (state) {
            case Closed _ -> true;
            case Open(var untilNanos) -> allowsProbe(untilNanos);
            case Probing(var untilNanos) -> allowsProbe(untilNanos);
        };
    }

    synchronized boolean isOpen() {
        return !(state instanceof Closed);
    }

    /** Whether the neighbour is back with this. */
    synchronized boolean succeeded() {
        var wasOpen = isOpen();
        state = new Closed(0);
        return wasOpen;
    }

    /** Whether calls end with this. */
    synchronized boolean failed() {
        var wasOpen = isOpen();
        state = switch (state) {
            case Closed(var failures) when failures + 1 < FAILURES -> new Closed(failures + 1);
            case Closed _, Probing _ -> new Open(later());
            // Calls that had begun before fail late: they do not make the pause longer.
            case Open open -> open;
        };
        return isOpen() && !wasOpen;
    }

    private boolean allowsProbe(long untilNanos) {
        if (nanoTime.getAsLong() - untilNanos < 0) {
            return false;
        }
        state = new Probing(later());
        return true;
    }

    private long later() {
        return nanoTime.getAsLong() + PAUSE.toNanos();
    }
}
