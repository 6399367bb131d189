package dev.parley.wsfanout.stream;

import java.util.concurrent.Executor;

/** Where and when the stream does its work. */
public interface StreamPace {
    /** The tail's thread, between two batches. */
    Executor tailThread();

    /** Starts something that may block. */
    void soon(Runnable task);

    /** The same, but a moment later. */
    void later(Runnable task);

    /** As {@link System#nanoTime}: a clock that is set meanwhile changes no wait. */
    long nanoTime();
}
