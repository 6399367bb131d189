package dev.parley.edge.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Stops calls to a neighbour that does not answer: after several failures in a row none is made for a while, then a single one tries
 * whether it is back, however many would like to. Never blocks; safe for many threads.
 */
final class CircuitBreaker {
    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final AtomicReference<State> state = new AtomicReference<>(new Closed(0));

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
    boolean allows() {
        return switch (state.get()) {
            case Closed _ -> true;
            case Open open -> allowsProbe(open, open.untilNanos());
            case Probing probing -> allowsProbe(probing, probing.untilNanos());
        };
    }

    boolean isOpen() {
        return !(state.get() instanceof Closed);
    }

    /** Whether the neighbour is back with this. */
    boolean succeeded() {
        if (state.get() instanceof Closed(var failures) && failures == 0) {
            return false;
        }
        return !(state.getAndSet(new Closed(0)) instanceof Closed);
    }

    /** Whether calls end with this. */
    boolean failed() {
        var before = state.getAndUpdate(this::afterFailure);
        return before instanceof Closed(var failures) && failures + 1 >= FAILURES;
    }

    private State afterFailure(State before) {
        return switch (before) {
            case Closed(var failures) when failures + 1 < FAILURES -> new Closed(failures + 1);
            case Closed _, Probing _ -> new Open(later());
            // Calls that had begun before fail late: they do not make the pause longer.
            case Open open -> open;
        };
    }

    private boolean allowsProbe(State before, long untilNanos) {
        return nanoTime.getAsLong() - untilNanos >= 0 && state.compareAndSet(before, new Probing(later()));
    }

    private long later() {
        return nanoTime.getAsLong() + PAUSE.toNanos();
    }
}
