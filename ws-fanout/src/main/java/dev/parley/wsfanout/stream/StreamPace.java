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

    /** No more events are to be brought for now, but for those that were read; on the tail's thread. */
    void hold();

    /** Goes on where {@link #hold()} stopped; on the tail's thread. */
    void goOn();

    /** As {@link System#nanoTime}: a clock that is set meanwhile changes no wait. */
    long nanoTime();
}
