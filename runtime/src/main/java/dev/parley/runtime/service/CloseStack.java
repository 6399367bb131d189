package dev.parley.runtime.service;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a service has opened so far, closed in reverse order. Not thread-safe: a service starts and stops on one thread. */
public final class CloseStack {
    private final Deque<Closing> opened = new ArrayDeque<>();

    /** Closes one resource; throws nothing that is checked. */
    @FunctionalInterface
    public interface Closing {
        void close();
    }

    public void push(Closing closing) {
        opened.push(closing);
    }

    /** Closes everything, the last one first. A second call does nothing. */
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
