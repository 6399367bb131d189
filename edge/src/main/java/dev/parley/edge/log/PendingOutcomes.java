package dev.parley.edge.log;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for which outcome. Every wait ends: by its outcome, by a failed send, or by {@link #expire}. All waits last
 * equally long, so their order of beginning is their order of ending and one queue replaces a timer each. Safe for many
 * threads.
 */
final class PendingOutcomes {
    private final ConcurrentHashMap<Long, Wait> waits = new ConcurrentHashMap<>();
    private final Queue<Deadline> byAge = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastCorrelation = new AtomicLong();
    private final long waitNanos;
    private final LongSupplier nanoTime;

    PendingOutcomes(Duration wait, LongSupplier nanoTime) {
        this.waitNanos = wait.toNanos();
        this.nanoTime = nanoTime;
    }

    /** One client's wait. */
    record Wait(long correlation, long sinceNanos, CompletableFuture<Answer> answer) {}

    /** Does not hold on to the wait: an answer with all that hangs on it would outlive the garbage collections it need not. */
    private record Deadline(long correlation, long sinceNanos) {}

    Wait begin() {
        var wait = new Wait(lastCorrelation.incrementAndGet(), nanoTime.getAsLong(), new CompletableFuture<>());
        waits.put(wait.correlation(), wait);
        byAge.add(new Deadline(wait.correlation(), wait.sinceNanos()));
        return wait;
    }

    /** Ends a wait; null where nobody waits any more, which is normal for a repeated or late outcome. */
    @Nullable
    Wait complete(long correlation, Answer answer) {
        var wait = waits.remove(correlation);
        if (wait != null) {
            wait.answer().complete(answer);
        }
        return wait;
    }

    /** How many wait, more or less while many begin and end. */
    long count() {
        return waits.mappingCount();
    }

    /** Ends every wait that has lasted long enough. For one thread. */
    void expire(Answer answer) {
        var now = nanoTime.getAsLong();
        for (var oldest = byAge.peek(); oldest != null; oldest = byAge.peek()) {
            if (now - oldest.sinceNanos() < waitNanos && waits.containsKey(oldest.correlation())) {
                return;
            }
            byAge.poll();
            complete(oldest.correlation(), answer);
        }
    }

    /** Ends every wait, since nothing will come any more. */
    void abandon(Answer answer) {
        waits.keySet().forEach(correlation -> complete(correlation, answer));
    }

    /** Returns when nobody waits any more, or when that takes too long. */
    void awaitNone(Duration atMost) {
        var all = waits.values().stream().map(Wait::answer).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all)
                .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
