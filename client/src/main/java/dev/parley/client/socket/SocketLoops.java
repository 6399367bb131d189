package dev.parley.client.socket;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A few loops that share the sockets among them in turn, and the local addresses that sockets come from in turn. */
public final class SocketLoops implements AutoCloseable {
    private final List<SocketEndpoint> endpoints;
    private final List<SocketLoop> loops;
    private final List<InetSocketAddress> sources;
    private final AtomicInteger next = new AtomicInteger();

    private SocketLoops(List<SocketEndpoint> endpoints, List<SocketLoop> loops, List<InetSocketAddress> sources) {
        this.endpoints = endpoints;
        this.loops = loops;
        this.sources = sources;
    }

    /** @param sources local host names or addresses; empty = any */
    public static SocketLoops start(SocketEndpoint endpoint, int count, List<String> sources) {
        return start(List.of(endpoint), count, sources);
    }

    /** @param endpoints one for each push node, in the order in which clients go through them */
    public static SocketLoops start(List<SocketEndpoint> endpoints, int count, List<String> sources) {
        return new SocketLoops(
                List.copyOf(endpoints),
                IntStream.range(0, count)
                        .mapToObj(i -> SocketLoop.start("sockets-" + i))
                        .toList(),
                sources.stream().map(source -> new InetSocketAddress(source, 0)).toList());
    }

    /**
     * Opens a socket on the loop whose turn it is.
     *
     * @param node which of the endpoints, counted round and round
     */
    public void connect(String token, int node, SocketListener owner) {
        var turn = next.getAndIncrement() & Integer.MAX_VALUE;
        var source = sources.isEmpty() ? null : sources.get(turn / loops.size() % sources.size());
        var endpoint = endpoints.get(Math.floorMod(node, endpoints.size()));
        loops.get(turn % loops.size()).connect(endpoint, token, source, owner);
    }

    /** A loop for timers that belong to no socket. */
    public SocketLoop first() {
        return loops.getFirst();
    }

    @Override
    public void close() {
        loops.forEach(SocketLoop::close);
    }
}
