package dev.parley.wsfanout;

import dev.parley.runtime.kafka.LogTail;
import dev.parley.wsfanout.stream.StreamScheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The stream's work on the tail's thread, and on virtual threads. */
record TailScheduler(LogTail tail, ScheduledExecutorService timer) implements StreamScheduler {
    private static final Duration LATER = Duration.ofMillis(250);

    @Override
    public Executor tailThread() {
        return tail::execute;
    }

    @Override
    public void soon(Runnable task) {
        Thread.startVirtualThread(task);
    }

    @Override
    public void later(Runnable task) {
        var _ = timer.schedule(() -> soon(task), LATER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
