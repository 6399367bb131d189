package dev.parley.client.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** Speaks the platform's REST and sockets on a free port of loopback. */
public final class FakePlatform implements AutoCloseable {
    private final ServerSocket server;
    private final String scheme;
    private final FakeChat chat;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FakePlatform(ServerSocket server, String scheme, FakeChat chat) {
        this.server = server;
        this.scheme = scheme;
        this.chat = chat;
    }

    public static FakePlatform start(Mischief mischief) {
        try {
            return start(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), "http", mischief);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TLS, with the key of a context. */
    public static FakePlatform startSecure(SSLContext context) {
        try {
            var server = context.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
            return start(server, "https", Mischief.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FakePlatform start(ServerSocket server, String scheme, Mischief mischief) {
        var platform = new FakePlatform(server, scheme, new FakeChat(mischief));
        Thread.ofVirtual().start(platform::accept);
        return platform;
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    /** Breaks every connection, as a killed platform does. */
    public void breakConnections() {
        open.forEach(FakePlatform::close);
    }

    /** The pings of all clients: a user, and whether its device is idle, {@code -} where it does not say. */
    public List<String> pings() {
        return chat.pings();
    }

    public Set<String> users() {
        return chat.users();
    }

    /** A user's display name. */
    public String nameOf(String user) {
        return chat.nameOf(user);
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                var connection = new FakeConnection(chat, socket);
                Thread.ofVirtual().start(() -> {
                    connection.serve();
                    open.remove(socket);
                });
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        breakConnections();
    }
}
