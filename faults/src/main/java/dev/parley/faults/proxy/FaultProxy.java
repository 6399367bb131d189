package dev.parley.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Stands between a client and a server on TCP, and delays, slices, holds back, cuts or resets what goes through. Its conduct
 * may change at any time and counts for open connections too. Safe for many threads.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Conducts conducts = new Conducts();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    private FaultProxy(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /** Listens on a free port of loopback, and hands everything on until told otherwise. */
    public static FaultProxy before(InetSocketAddress server) {
        try {
            var proxy = new FaultProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), server);
            Thread.ofVirtual().name("proxy-accept").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot listen.", e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void behave(Direction direction, Conduct conduct) {
        conducts.set(direction, conduct);
    }

    /** Ends every open connection in order; what was held back is lost. New ones are taken. */
    public void cut() {
        each(Link::cut);
    }

    /** Breaks every open connection off with a reset, as a crash does. New ones are taken. */
    public void reset() {
        each(Link::reset);
    }

    int open() {
        return links.size();
    }

    private void each(Consumer<Link> action) {
        links.forEach(action);
    }

    private void accept() {
        while (!isClosed) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().name("proxy-link").start(() -> serve(client));
            } catch (IOException e) {
                // The listener was closed, which is how this ends.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket()) {
            upstream.connect(server);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var link = new Link(client, upstream, conducts);
            links.add(link);
            try {
                if (!isClosed) {
                    link.run();
                }
            } finally {
                links.remove(link);
            }
        } catch (IOException e) {
            // The server is not there, or either side went: the client sees its connection end.
            links.removeIf(link -> link.isOf(client));
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot stop listening.", e);
        } finally {
            reset();
        }
    }
}
