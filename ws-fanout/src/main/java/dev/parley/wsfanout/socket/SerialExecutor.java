package dev.parley.wsfanout.socket;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Does what one socket's texts lead to in order, one at a time, on virtual threads; there is a thread only while something
 * waits. Says when no more should be read, and when reading may go on. Safe for many threads.
 */
final class SerialExecutor {
    /** At most so many tasks wait; then the client waits. */
    static final int MAX_WAITING = 32;

    private final Executor threads;
    private final Runnable onRoom;
    private @Nullable ArrayDeque<Runnable> waiting;
    private boolean isRunning;
    private boolean isFull;
    private boolean isClosed;

    /** @param onRoom called when reading may go on after {@link #add} said that it may not */
    SerialExecutor(Executor threads, Runnable onRoom) {
        this.threads = threads;
        this.onRoom = onRoom;
    }

    /** Takes a task; false where no more should be read for now. */
    synchronized boolean add(Runnable task) {
        if (isClosed) {
            return true;
        }
        waiting = waiting == null ? new ArrayDeque<>(2) : waiting;
        waiting.add(task);
        if (!isRunning) {
            isRunning = true;
            threads.execute(this::run);
        }
        isFull = waiting.size() >= MAX_WAITING;
        return !isFull;
    }

    /** Whether all that came is done. */
    synchronized boolean isIdle() {
        return !isRunning && !isClosed;
    }

    /** What waits is never done. */
    synchronized void close() {
        isClosed = true;
        waiting = null;
    }

    private void run() {
        for (var task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private @Nullable Runnable next() {
        Runnable task;
        boolean mayGoOn;
        synchronized (this) {
            task = waiting == null ? null : waiting.poll();
            if (task == null) {
                waiting = null;
                isRunning = false;
            }
            mayGoOn = isFull && (waiting == null || waiting.size() <= MAX_WAITING / 2);
            isFull &= !mayGoOn;
        }
        if (mayGoOn) {
            onRoom.run();
        }
        return task;
    }
}
