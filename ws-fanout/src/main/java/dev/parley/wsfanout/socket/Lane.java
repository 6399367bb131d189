package dev.parley.wsfanout.socket;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles one socket's texts in order, one at a time, on virtual threads; there is a thread only while something waits.
 * Says when no more should be read, and when reading may go on. Safe for many threads.
 */
final class Lane {
    /** At most so many texts wait; then the client waits. */
    static final int MAX_WAITING = 32;

    private final Executor threads;
    private final Consumer<byte[]> handler;
    private final Runnable onRoom;
    private @Nullable ArrayDeque<byte[]> waiting;
    private boolean isRunning;
    private boolean isFull;
    private boolean isClosed;

    /** @param onRoom called when reading may go on after {@link #add} said that it may not */
    Lane(Executor threads, Consumer<byte[]> handler, Runnable onRoom) {
        this.threads = threads;
        this.handler = handler;
        this.onRoom = onRoom;
    }

    /** Takes a text; false where no more should be read for now. */
    synchronized boolean add(byte[] text) {
        if (isClosed) {
            return true;
        }
        waiting = waiting == null ? new ArrayDeque<>(2) : waiting;
        waiting.add(text);
        if (!isRunning) {
            isRunning = true;
            threads.execute(this::run);
        }
        isFull = waiting.size() >= MAX_WAITING;
        return !isFull;
    }

    /** Whether all that came is handled. */
    synchronized boolean isIdle() {
        return !isRunning && !isClosed;
    }

    /** What waits is never handled. */
    synchronized void close() {
        isClosed = true;
        waiting = null;
    }

    private void run() {
        for (var text = next(); text != null; text = next()) {
            handler.accept(text);
        }
    }

    private byte @Nullable [] next() {
        byte[] text;
        boolean mayGoOn;
        synchronized (this) {
            text = waiting == null ? null : waiting.poll();
            if (text == null) {
                waiting = null;
                isRunning = false;
            }
            mayGoOn = isFull && (waiting == null || waiting.size() <= MAX_WAITING / 2);
            isFull &= !mayGoOn;
        }
        if (mayGoOn) {
            onRoom.run();
        }
        return text;
    }
}
