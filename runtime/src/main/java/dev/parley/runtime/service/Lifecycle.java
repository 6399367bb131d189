package dev.parley.runtime.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts parts in order and stops them in reverse order. A part that does not stop in time is abandoned and logged. Thread-safe:
 * a stop waits for a start in progress, for a limited time.
 */
public final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final Duration stopLimit;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Part> running = new ArrayDeque<>();
    private volatile boolean isClosing;

    private record Part(String name, AutoCloseable closeable) {}

    /**
     * An empty lifecycle.
     *
     * @param stopLimit limit for each part to stop
     */
    public Lifecycle(Duration stopLimit) {
        this.stopLimit = stopLimit;
    }

    /** Starts a service. If that fails, {@link #close()} still stops it. */
    public void start(Service service) {
        turn.lock();
        try {
            refuseIfClosing(service.name());
            var begin = System.nanoTime();
            running.push(new Part(service.name(), service));
            service.start();
            LOG.info("event=started part={} ms={}", service.name(), millisSince(begin));
        } finally {
            turn.unlock();
        }
    }

    /** Adds a part that is already running. */
    public <T extends AutoCloseable> T add(String name, T part) {
        turn.lock();
        try {
            running.push(new Part(name, part));
            return part;
        } finally {
            turn.unlock();
        }
    }

    /** Stops everything in reverse order; idempotent. */
    @Override
    public void close() {
        isClosing = true;
        var hasTurn = awaitTurn();
        try {
            for (var part = running.poll(); part != null; part = running.poll()) {
                stop(part);
            }
        } finally {
            if (hasTurn) {
                turn.unlock();
            }
        }
    }

    private boolean awaitTurn() {
        try {
            return turn.tryLock(stopLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void refuseIfClosing(String name) {
        if (isClosing) {
            throw new StartException(name + " is not started: the process is stopping.");
        }
    }

    private void stop(Part part) {
        var begin = System.nanoTime();
        var thread = Thread.ofPlatform().daemon().name("stop-" + part.name()).start(() -> closeQuietly(part));
        try {
            if (thread.join(stopLimit)) {
                LOG.info("event=stopped part={} ms={}", part.name(), millisSince(begin));
            } else {
                LOG.warn("event=stop-too-slow part={} limit={} action=abandon", part.name(), stopLimit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Part part) {
        try {
            part.closeable().close();
        } catch (Exception e) {
            LOG.error("event=stop-failed part={}", part.name(), e);
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
