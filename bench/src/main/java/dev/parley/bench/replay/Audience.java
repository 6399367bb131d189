package dev.parley.bench.replay;

import dev.parley.client.Outcome;
import dev.parley.client.PlatformClient;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Reading;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** All readers: the listeners on their sockets, and at the end the stored log. */
final class Audience {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** A repeat may come after the last event. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final String conversation;
    private final Performer.Tools tools;
    private final List<ReplayListener> listeners = new ArrayList<>();
    private final Map<String, Reader> readers = new LinkedHashMap<>();

    Audience(String conversation, Performer.Tools tools) {
        this.conversation = conversation;
        this.tools = tools;
    }

    /** @param reading what the listener had before; null where it begins with its join */
    void seat(String listener, @Nullable Outcome joined, @Nullable Reading reading, SocketLoops loops) {
        var before = reading == null ? beginning(listener, joined) : reading;
        var seated = new ReplayListener(listener, before, tools.tokens(), tools.journal(), tools.tally());
        var inbox = tools.platform().inbox(listener);
        var number = readers.size();
        var reader = reading == null
                ? new Reader(listener, number, conversation, inbox, seated::send, before.position())
                : Reader.resumed(listener, number, conversation, inbox, seated::send);
        readers.put(listener, reader);
        listeners.add(seated);
        seated.start(loops, reader);
    }

    private Reading beginning(String listener, @Nullable Outcome joined) {
        if (!(joined instanceof Outcome.Accepted(var _, var seq, var _))) {
            throw new CannotPlayException(listener + " could not join the group: " + joined);
        }
        tools.journal().listening(listener, seq);
        return tools.ledger().reading(listener, conversation, seq);
    }

    /** Waits until every listener has come to the head of the log, or shows that it will not. */
    void awaitHead(long head) {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (listeners.stream().anyMatch(listener -> listener.position() < head) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        LockSupport.parkNanos(QUIET.toNanos());
    }

    /** Reads the whole stored log back, and reckons what is unread for some of those who speak. */
    Speakers readStore(PlatformClient platform, String member, long head) {
        var store = tools.ledger().reading(Ledger.STORE, conversation, 0);
        var speakers = new Speakers(readers.keySet());
        var page = platform.storedEvents(conversation, member, 0, head);
        while (!page.isEmpty()) {
            page.forEach(event -> {
                store.add(ReplayListener.seen(event));
                speakers.add(event);
            });
            page = platform.storedEvents(conversation, member, store.position(), 0);
        }
        return speakers;
    }

    /** The readers of the listeners, by listener. */
    Map<String, Reader> readers() {
        return readers;
    }

    long reconnects() {
        return listeners.stream().mapToLong(ReplayListener::reconnects).sum();
    }

    long head() {
        return tools.ledger().heads().getOrDefault(conversation, 0L);
    }

    void leave() {
        listeners.forEach(ReplayListener::stop);
    }
}
