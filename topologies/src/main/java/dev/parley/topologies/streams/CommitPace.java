package dev.parley.topologies.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * When to commit before the interval is over: after each action while the load is low, so that readers of committed records
 * see it within tens of milliseconds. Under load the interval decides, because nothing is processed during a commit. Shared
 * by the tasks of an application; never influences what is decided. Safe for many threads.
 */
public final class CommitPace {
    /**
     * The load is low with fewer actions than this in an interval. At the default interval of 500 ms that is 16 a second: one
     * client that reads back each write before the next is below it.
     */
    static final int FEW = 8;

    private final long interval;
    /** Times of the last actions, in milliseconds, as a ring. */
    private final AtomicLongArray times = new AtomicLongArray(FEW);

    private final AtomicInteger next = new AtomicInteger();

    /** @param interval the application's commit interval */
    public CommitPace(Duration interval) {
        this.interval = interval.toMillis();
        for (var slot = 0; slot < FEW; slot++) {
            times.set(slot, Long.MIN_VALUE / 2);
        }
    }

    /** To be called when an action had an effect. */
    void acted(ProcessorContext<?, ?> context) {
        if (isLoadLow(context.currentSystemTimeMs())) {
            context.commit();
        }
    }

    /** Counts an action, and tells whether fewer than {@link #FEW} came in the interval before that time, in milliseconds. */
    boolean isLoadLow(long now) {
        var slot = Math.floorMod(next.getAndIncrement(), FEW);
        return now - times.getAndSet(slot, now) >= interval;
    }
}
