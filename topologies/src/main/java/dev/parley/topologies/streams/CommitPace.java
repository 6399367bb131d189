package dev.parley.topologies.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * When to commit before the interval is over: with the first action after a silence, so that readers of committed records
 * wait for a lone message no longer than its readers on sockets. Under load the interval decides, because everything waits
 * while a commit is made. Shared by the tasks of an application; has no part in what is decided. Safe for many threads.
 */
public final class CommitPace {
    private final long silence;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE / 2);

    /** @param interval the application's commit interval: as long a silence makes the next action a lone one */
    public CommitPace(Duration interval) {
        this.silence = interval.toMillis();
    }

    /** To be called when an action had an effect. */
    void acted(ProcessorContext<?, ?> context) {
        if (isFirstAfterSilence(context.currentSystemTimeMs())) {
            context.commit();
        }
    }

    /** Whether nothing happened in the interval before that time, in milliseconds. */
    boolean isFirstAfterSilence(long now) {
        return now - last.getAndSet(now) >= silence;
    }
}
