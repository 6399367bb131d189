package dev.parley.topologies;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The number of threads of a running application, changed one after the other towards what is wanted. Safe for many threads. */
final class StreamThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamThreads.class);
    /** A request may last for a minute; the change goes on after this. */
    private static final Duration ANSWER = Duration.ofSeconds(40);

    private final String feature;
    private final Threads threads;
    private final ExecutorService changes;
    private volatile int target;

    /** The threads of an application. */
    interface Threads {
        /** How many live. */
        int count();

        /** Starts one; false where the application is in no state for it. */
        boolean add();

        /** Ends one, after its commit; false where the application is in no state for it, or it does not end in time. */
        boolean remove();
    }

    /** @param initial how many there are at the start */
    StreamThreads(String feature, Threads threads, int initial) {
        this.feature = feature;
        this.threads = threads;
        this.target = initial;
        this.changes = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("threads-of-" + feature).factory());
    }

    int target() {
        return target;
    }

    /** Returns when there are so many, or after some seconds. */
    void set(int wanted) {
        target = wanted;
        try {
            CompletableFuture.runAsync(this::approach, changes).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("event=threads-still-changing feature={} threads={} target={}", feature, threads.count(), target);
        } catch (ExecutionException e) {
            LOG.error("event=threads-change-failed feature={}", feature, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the one thread of changes: a later wish is met by the same loop. */
    private void approach() {
        while (threads.count() != target) {
            var isLess = threads.count() > target;
            if (!(isLess ? threads.remove() : threads.add())) {
                LOG.warn("event=threads-unchanged feature={} threads={} target={}", feature, threads.count(), target);
                return;
            }
            LOG.info("event=threads-changed feature={} threads={} target={}", feature, threads.count(), target);
        }
    }

    @Override
    public void close() {
        changes.shutdownNow();
    }
}
