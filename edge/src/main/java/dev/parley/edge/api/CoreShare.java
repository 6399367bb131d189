package dev.parley.edge.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Cores for work that fills one: so much at a time, in the order in which it was asked for. Safe for many threads. */
final class CoreShare {
    private final Semaphore permits;
    private final Duration longestWait;

    /** @param longestWait whoever has not begun by then will not */
    CoreShare(int cores, Duration longestWait) {
        this.permits = new Semaphore(cores, true);
        this.longestWait = longestWait;
    }

    /** Does the work, which gives a value; empty where it could not begin in time. */
    <T> Optional<T> use(Supplier<T> work) {
        if (!begin()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            permits.release();
        }
    }

    private boolean begin() {
        try {
            return permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
