package dev.parley.bench.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Which of the things sent on a connection the server has handled, where it tells how many. Safe for many threads. */
public final class Acknowledgements {
    private final Deque<String> open = new ArrayDeque<>();
    private long handled;

    /** @param id empty where no acknowledgement is needed */
    public synchronized void sent(String id) {
        open.add(id);
    }

    /** Takes how many the server has handled since the beginning, and tells the ids that are new. */
    public synchronized void handled(long count, Consumer<String> acknowledged) {
        while (handled < count && !open.isEmpty()) {
            handled++;
            var id = open.remove();
            if (!id.isEmpty()) {
                acknowledged.accept(id);
            }
        }
    }
}
