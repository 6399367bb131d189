package dev.parley.bench.rest;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of connections that stay open. A request is written by whichever is free, and waits where none is: that
 * wait is part of its latency, as a client's would be. Any thread may send.
 */
final class KeptConnections implements AutoCloseable {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 15_000;

    private final InetSocketAddress server;
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads;

    /** Called once for each request, on the connection's own thread. */
    interface Asker {
        /** @param reply null = none came, and the request may have been carried out or not */
        void answered(@Nullable HttpReply reply, long receivedAt);
    }

    private record Call(byte[] request, Asker asker) {
        /** Tells a connection that nothing more will come. */
        static final Call END = new Call(new byte[0], (_, _) -> {});

        boolean isLast() {
            return request.length == 0;
        }
    }

    private KeptConnections(InetSocketAddress server, int count) {
        this.server = server;
        this.threads = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> Thread.ofVirtual().name("connection-" + i).unstarted(() -> new Connection().serve()))
                .toList());
    }

    static KeptConnections open(InetSocketAddress server, int count) {
        var connections = new KeptConnections(server, count);
        connections.threads.forEach(Thread::start);
        return connections;
    }

    void send(byte[] request, Asker asker) {
        waiting.add(new Call(request, asker));
    }

    @Override
    public void close() {
        threads.forEach(_ -> waiting.add(Call.END));
    }

    /** One of them, on a virtual thread of its own, opened when it is first needed. */
    private final class Connection {
        private @Nullable Socket socket;
        private @Nullable DataInputStream in;

        void serve() {
            try {
                for (var call = waiting.take(); !call.isLast(); call = waiting.take()) {
                    var reply = ask(call.request());
                    call.asker().answered(reply, System.nanoTime());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                hangUp();
            }
        }

        private @Nullable HttpReply ask(byte[] request) {
            try {
                if (socket == null || in == null) {
                    dial();
                }
                if (socket == null || in == null) {
                    return null;
                }
                socket.getOutputStream().write(request);
                var reply = HttpReply.read(in);
                if (!reply.isKeptAlive()) {
                    hangUp();
                }
                return reply;
            } catch (IOException _) {
                // Refused, broken off or silent: the outcome is unknown in each case.
                hangUp();
                return null;
            }
        }

        private void dial() throws IOException {
            var dialled = new Socket();
            dialled.setTcpNoDelay(true);
            dialled.setSoTimeout(ANSWER_MS);
            dialled.connect(server, CONNECT_MS);
            socket = dialled;
            in = new DataInputStream(new BufferedInputStream(dialled.getInputStream()));
        }

        private void hangUp() {
            var open = socket;
            socket = null;
            in = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException _) {
                    // It was of no use any more.
                }
            }
        }
    }
}
