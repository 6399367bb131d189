package dev.parley.standalone.guarantee;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sent, who must receive it, and what was received, in the order of each receiver. Safe for many threads. */
public final class Ledger {
    private final List<Sent> sent = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Map<Reader, List<Received>> received = new LinkedHashMap<>();

    /** A message that was acknowledged; {@code id} is unique over all tenants. */
    public record Sent(String tenant, String conversation, String id) {}

    /** Somebody who must see all of a conversation: a socket, a table, a topic. */
    public record Reader(String name, String tenant, String conversation) {}

    /** An event as a reader saw it; {@code id} is the sender's, where the event came from a message. */
    public record Received(
            long seq, String eventId, @Nullable String id) {}

    public synchronized void send(String tenant, String conversation, String id) {
        sent.add(new Sent(tenant, conversation, id));
    }

    public synchronized void follow(Reader reader) {
        readers.add(reader);
        received.putIfAbsent(reader, new ArrayList<>());
    }

    public synchronized void receive(Reader reader, Received event) {
        received.computeIfAbsent(reader, _ -> new ArrayList<>()).add(event);
    }

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    public synchronized List<Reader> readers() {
        return List.copyOf(readers);
    }

    /** Everything that anybody saw, whether they should or not. */
    public synchronized Map<Reader, List<Received>> received() {
        var copy = new LinkedHashMap<Reader, List<Received>>();
        received.forEach((reader, events) -> copy.put(reader, List.copyOf(events)));
        return copy;
    }
}
