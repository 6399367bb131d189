package dev.parley.bench.peer.bare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sockets and nothing else, on one thread: the first message of a socket says whose it is ({@code user\ngroup}), every other one
 * whom it is for ({@code uUSER} or {@code gGROUP}, a line feed, the payload), and the payload is written to those.
 */
public final class BareServer implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int BACKLOG = 4_096;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Map<String, Set<BareConnection>> receivers = new HashMap<>();

    private BareServer(Selector selector, ServerSocketChannel listening) {
        this.selector = selector;
        this.listening = listening;
    }

    /** Listens on a free port of loopback; connections are accepted from {@link #run} on. */
    public static BareServer open() throws IOException {
        var listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listening.configureBlocking(false);
        var selector = Selector.open();
        listening.register(selector, SelectionKey.OP_ACCEPT);
        return new BareServer(selector, listening);
    }

    public URI url() throws IOException {
        return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listening.getLocalAddress()).getPort() + "/");
    }

    /** Serves on this thread until it is closed. */
    public void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The selector failed.", e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                serve(key, (BareConnection) key.attachment());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No socket can be accepted.", e);
        }
    }

    private void accept() throws IOException {
        for (var channel = listening.accept(); channel != null; channel = listening.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new BareConnection(channel, key, this));
        }
    }

    private void serve(SelectionKey key, BareConnection connection) {
        try {
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isReadable()) {
                connection.read(buffer);
            }
        } catch (IOException _) {
            leave(connection);
        }
    }

    /** @param address {@code uUSER} or {@code gGROUP} */
    void enter(String address, BareConnection connection) {
        receivers.computeIfAbsent(address, _ -> new LinkedHashSet<>()).add(connection);
    }

    private void leave(BareConnection connection) {
        receivers.values().forEach(each -> each.remove(connection));
        connection.close();
    }

    /** Writes a frame to every socket of an address. */
    void relay(String address, ByteBuffer frame) {
        for (var receiver : receivers.getOrDefault(address, Set.of())) {
            receiver.write(frame.duplicate());
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        selector.close();
    }
}
