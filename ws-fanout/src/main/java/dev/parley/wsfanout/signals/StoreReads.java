package dev.parley.wsfanout.signals;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Reads of the store on virtual threads, a few at a time, so that those who resume are not kept waiting for its connections.
 *
 * @param threads makes a thread for each task
 */
record StoreReads(Executor threads, Semaphore permits) {
    static StoreReads of(Executor threads, int atOnce) {
        return new StoreReads(threads, new Semaphore(atOnce, true));
    }

    /** Returns at once. */
    void start(Runnable read) {
        threads.execute(() -> {
            permits.acquireUninterruptibly();
            try {
                read.run();
            } finally {
                permits.release();
            }
        });
    }
}
