package dev.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.Health;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that takes its time is cut off, and holds nothing up for ever. */
final class SlowClientTest {
    private static final int LARGE = 64 * 1024 * 1024;

    private final UndertowFront front = UndertowFront.open(
            HttpSettings.from(Env.of(Map.of(
                    "PARLEY_HTTP_PORT", "0",
                    "PARLEY_HTTP_HEAD_TIMEOUT", "200ms",
                    "PARLEY_HTTP_BODY_TIMEOUT", "200ms",
                    "PARLEY_HTTP_EXCHANGE_TIMEOUT", "400ms",
                    "PARLEY_HTTP_IDLE_TIMEOUT", "300ms"))),
            new Health(),
            new PrometheusRegistry());

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void cutsOffAConnectionWithoutARequest() throws IOException {
        assertEquals("", answerTo(""));
    }

    @Test
    void cutsOffAHeadThatDoesNotEnd() throws IOException {
        assertEquals("", answerTo("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "));
    }

    @Test
    void cutsOffAHeadThatComesByTheByte() throws IOException {
        try (var socket = connect("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")) {
            socket.setSoTimeout(20);
            var begin = System.nanoTime();
            assertThrows(IOException.class, () -> drip(socket));
            var took = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took.toString());
        }
    }

    /** A byte as often as the socket's time-out passes, until the server has closed. */
    private static void drip(Socket socket) throws IOException {
        for (var i = 0; i < 1_000; i++) {
            socket.getOutputStream().write('x');
            try {
                if (socket.getInputStream().read() < 0) {
                    throw new EOFException("closed");
                }
            } catch (SocketTimeoutException e) {
                // Still open.
            }
        }
    }

    @Test
    void cutsOffABodyThatDoesNotCome() throws IOException {
        front.mount(
                "/",
                exchange -> exchange.getRequestReceiver()
                        .receiveFullBytes(
                                (each, body) -> each.getResponseSender().send("whole")));
        var request = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ";
        assertTrue(answerTo(request + "3\r\n\r\nabc").endsWith("whole"));
        assertEquals("", answerTo(request + "10\r\n\r\nabc"));
    }

    @Test
    void cutsOffWhoDoesNotTakeTheAnswer() throws Exception {
        var ended = new CompletableFuture<Long>();
        front.mount("/", new OnVirtualThread(exchange -> {
            exchange.addExchangeCompleteListener((each, next) -> {
                ended.complete(each.getResponseBytesSent());
                next.proceed();
            });
            exchange.getResponseSender().send(ByteBuffer.allocate(LARGE));
        }));
        try (var socket = connect("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertTrue(socket.isConnected());
            assertTrue(ended.get(20, TimeUnit.SECONDS) < LARGE, "the whole answer was sent");
        }
    }

    @Test
    void leavesAnUpgradedConnectionAlone() throws IOException {
        front.mount("/", exchange -> exchange.upgradeChannel((_, _) -> {}));
        try (var socket = connect("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")) {
            var head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            assertEquals("HTTP/1.1 101", head);
            socket.setSoTimeout(1_000);
            // Neither closed nor spoken to, long after every deadline of a request.
            assertThrows(
                    SocketTimeoutException.class, () -> socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void refusesAHeadThatIsTooLong() throws IOException {
        front.mount("/", ResponseCodeHandler.HANDLE_200);
        var answer = answerTo("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(64 * 1024) + "\r\n\r\n");
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
    }

    @Test
    void servesTheQuickAllTheWhile() throws IOException {
        front.mount("/", ResponseCodeHandler.HANDLE_200);
        try (var slow = connect("GET / HTTP/1.1\r\nX-Slow: ")) {
            assertTrue(slow.isConnected());
            var answer = answerTo("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    /** Everything that the server says until it closes the connection. */
    private String answerTo(String bytes) throws IOException {
        try (var socket = connect(bytes)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect(String bytes) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), front.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
