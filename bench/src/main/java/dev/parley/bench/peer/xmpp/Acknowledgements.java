package dev.parley.bench.peer.xmpp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Which of the stanzas sent on a stream the server has handled (XEP-0198). Safe for many threads. */
final class Acknowledgements {
    private final Deque<String> open = new ArrayDeque<>();
    private long handled;

    /** @param id empty where nobody waits for it */
    synchronized void sent(String id) {
        open.add(id);
    }

    /** Takes how many the server has handled since the stream began, and tells the ids that are new. */
    synchronized void handled(long count, Consumer<String> acknowledged) {
        while (handled < count && !open.isEmpty()) {
            handled++;
            var id = open.remove();
            if (!id.isEmpty()) {
                acknowledged.accept(id);
            }
        }
    }
}
