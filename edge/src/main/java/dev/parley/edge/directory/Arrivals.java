package dev.parley.edge.directory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets threads wait until something that others bring is there. Costs those who bring nothing while nobody waits. */
final class Arrivals {
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    /** What the question finds, asked now and after each arrival; empty when the time is over or the thread interrupted. */
    <T> Optional<T> await(Supplier<Optional<T>> question, Duration atMost) {
        lock.lock();
        // Counted before the first look, so that whoever brings it between look and wait sees that somebody waits.
        waiting.incrementAndGet();
        try {
            var left = atMost.toNanos();
            var found = question.get();
            while (found.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
                found = question.get();
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** To be called after something was made visible. */
    void happened() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                arrived.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
