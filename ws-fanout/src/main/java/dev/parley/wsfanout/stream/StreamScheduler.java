package dev.parley.wsfanout.stream;

import java.util.concurrent.Executor;

/** Where and when the stream does its work. */
public interface StreamScheduler {
    /** The feed's thread, between two batches. */
    Executor tailThread();

    /** Starts a task that may block. */
    void soon(Runnable task);

    /** The same, after a short delay. */
    void later(Runnable task);

    /** As {@link System#nanoTime}: a change of the system clock does not affect it. */
    long nanoTime();
}
