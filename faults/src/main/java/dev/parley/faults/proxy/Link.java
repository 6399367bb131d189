package dev.parley.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** One connection through the proxy: a thread for each direction. */
final class Link {
    private static final int BUFFER = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Conducts conducts;
    private volatile boolean isOver;

    Link(Socket client, Socket server, Conducts conducts) {
        this.client = client;
        this.server = server;
        this.conducts = conducts;
    }

    boolean isOf(Socket socket) {
        return client.equals(socket);
    }

    /** Returns when both directions have ended. */
    void run() throws IOException {
        var back = Thread.ofVirtual().name("proxy-back").start(() -> pump(Direction.TO_CLIENT, server, client));
        pump(Direction.TO_SERVER, client, server);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void cut() {
        isOver = true;
        close(client);
        close(server);
    }

    void reset() {
        isOver = true;
        abort(client);
        abort(server);
    }

    private void pump(Direction direction, Socket from, Socket to) {
        try {
            copy(direction, from.getInputStream(), to.getOutputStream());
            // The other side may still have something to say.
            to.shutdownOutput();
        } catch (IOException e) {
            // Half of a connection is of no use to anybody.
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Direction direction, InputStream in, OutputStream out) throws IOException, InterruptedException {
        var buffer = new byte[BUFFER];
        for (var count = in.read(buffer); count >= 0 && !isOver; count = in.read(buffer)) {
            switch (conducts.await(direction, () -> isOver)) {
                case Conduct.Pass _ -> out.write(buffer, 0, count);
                case Conduct.Delay(var by) -> {
                    LockSupport.parkNanos(by.toNanos());
                    out.write(buffer, 0, count);
                }
                case Conduct.Slice(var bytes, var pause) -> {
                    for (var from = 0; from < count && !isOver; from += bytes) {
                        out.write(buffer, from, Math.min(bytes, count - from));
                        LockSupport.parkNanos(pause.toNanos());
                    }
                }
                // Only where the connection is over.
                case Conduct.BlackHole _ -> {}
            }
        }
    }

    private static void abort(Socket socket) {
        try {
            // No lingering: what is closed now sends a reset.
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        } finally {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to close.
        }
    }
}
