package dev.parley.faults.traffic;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that keep a node waiting: heads and bodies of requests that come by the byte, and sockets that never say hello. Each begins
 * anew when it is cut off. Safe for many threads.
 */
public final class SlowClients implements AutoCloseable {
    /** Between two bytes. */
    private static final int PAUSE_MS = 1_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Slow> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean isOver;

    /** One connection. */
    private record Slow(Socket socket, long openedAt) {}

    private SlowClients() {}

    /**
     * Starts them all.
     *
     * @param token of any user
     * @param ofEach how many of each kind, on the first ingress and the first push node
     */
    public static SlowClients start(PlatformAccess access, String token, int ofEach) {
        var clients = new SlowClients();
        var ingress = access.ingress().getFirst();
        var push = access.push().getFirst();
        var user = "Host: x\r\nAuthorization: Bearer " + token + "\r\n";
        var head = "GET /v1/me HTTP/1.1\r\n" + user + "X-Slow: ";
        var body = "POST /v1/messages HTTP/1.1\r\n" + user
                + "Content-Type: application/json\r\nContent-Length: 1000\r\nIdempotency-Key: slow\r\n\r\n{";
        var upgrade = "GET /v1/socket HTTP/1.1\r\n" + user + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "Sec-WebSocket-Protocol: parley.v1+json\r\n\r\n";
        for (var i = 0; i < ofEach; i++) {
            clients.keep(ingress, head, "x");
            clients.keep(ingress, body, " ");
            clients.keep(push, head, "x");
            clients.keep(push, upgrade, "");
        }
        return clients;
    }

    private void keep(URI node, String begin, String more) {
        var _ = threads.submit(() -> {
            while (!isOver) {
                try (var socket = new Socket(node.getHost(), node.getPort())) {
                    drip(new Slow(socket, System.nanoTime()), begin, more);
                } catch (IOException e) {
                    // Refused, for there are too many: it comes again.
                    LockSupport.parkNanos(Duration.ofMillis(PAUSE_MS).toNanos());
                }
            }
        });
    }

    private void drip(Slow slow, String begin, String more) throws IOException {
        open.add(slow);
        try {
            var socket = slow.socket();
            socket.setSoTimeout(PAUSE_MS);
            write(socket, begin);
            while (!isOver && isOpen(socket)) {
                write(socket, more);
            }
        } finally {
            open.remove(slow);
            if (!isOver) {
                cutOff.incrementAndGet();
                longest.accumulateAndGet(age(slow), Math::max);
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes what there is for as long as a byte waits; false where the node has ended the connection. */
    private static boolean isOpen(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // The answer to an upgrade, or the words of a refusal.
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private static long age(Slow slow) {
        return System.nanoTime() - slow.openedAt();
    }

    /** How many are connected. */
    public int open() {
        return open.size();
    }

    /** How often one was cut off. */
    public int cutOff() {
        return cutOff.get();
    }

    /** The longest that one was kept, those that are still connected counted with their age. */
    public Duration longest() {
        var now = open.stream().mapToLong(SlowClients::age).max().orElse(0);
        return Duration.ofNanos(Math.max(now, longest.get()));
    }

    @Override
    public void close() {
        isOver = true;
        threads.shutdownNow();
        threads.close();
    }
}
