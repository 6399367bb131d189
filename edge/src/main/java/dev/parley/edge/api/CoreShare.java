package dev.parley.edge.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Limits how much CPU-bound work runs at a time, first come, first served. Safe for many threads. */
public final class CoreShare {
    private final Semaphore permits;
    private final Duration longestWait;

    /** @param longestWait work that could not begin by then is not done */
    public CoreShare(int cores, Duration longestWait) {
        this.permits = new Semaphore(cores, true);
        this.longestWait = longestWait;
    }

    /** Does the work, which gives a value; empty where it could not begin in time. */
    public <T> Optional<T> use(Supplier<T> work) {
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
