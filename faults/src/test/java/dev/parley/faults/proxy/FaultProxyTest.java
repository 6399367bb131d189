package dev.parley.faults.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FaultProxyTest {
    private static final byte[] TEXT = "twenty bytes of text".getBytes(StandardCharsets.UTF_8);
    private static final int SHORT_MS = 150;
    private static final int LONG_MS = 10_000;

    private ServerSocket echo;
    private FaultProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = FaultProxy.before(new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()));
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(LONG_MS);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void handsEverythingOn() throws IOException {
        client.getOutputStream().write(TEXT);

        assertArrayEquals(TEXT, read());
    }

    @Test
    void handsTheEndOfOneDirectionOnAndKeepsTheOther() throws IOException {
        client.getOutputStream().write(TEXT);
        client.shutdownOutput();

        assertArrayEquals(TEXT, client.getInputStream().readAllBytes());
    }

    @Test
    void delaysOneDirectionOnly() throws IOException {
        var delay = Duration.ofMillis(SHORT_MS);
        proxy.behave(Direction.TO_CLIENT, new Conduct.Delay(delay));

        assertTrue(roundTripNanos() >= delay.toNanos());

        proxy.behave(Direction.TO_CLIENT, new Conduct.Pass());
        proxy.behave(Direction.TO_SERVER, new Conduct.Delay(delay));

        var both = roundTripNanos();
        assertTrue(both >= delay.toNanos() && both < 2 * delay.toNanos(), () -> both + " ns");
    }

    @Test
    void slicesWithoutLosingAByte() throws IOException {
        var pause = Duration.ofMillis(5);
        proxy.behave(Direction.TO_CLIENT, new Conduct.Slice(3, pause));
        var began = System.nanoTime();
        client.getOutputStream().write(TEXT);
        var first = client.getInputStream().readNBytes(1);

        assertEquals(TEXT[0], first[0]);
        assertEquals(TEXT.length - 1, client.getInputStream().readNBytes(TEXT.length - 1).length);
        // Seven pieces, six pauses between them.
        assertTrue(System.nanoTime() - began >= 6 * pause.toNanos());
    }

    @Test
    void holdsBackAndLetsGo() throws IOException {
        proxy.behave(Direction.TO_SERVER, new Conduct.BlackHole());
        client.getOutputStream().write(TEXT);
        client.setSoTimeout(SHORT_MS);
        assertThrows(SocketTimeoutException.class, this::read);

        client.setSoTimeout(LONG_MS);
        proxy.behave(Direction.TO_SERVER, new Conduct.Pass());

        assertArrayEquals(TEXT, read());
    }

    @Test
    void cutsInOrder() throws IOException {
        roundTripNanos();

        proxy.cut();

        assertEquals(-1, client.getInputStream().read());
        awaitNoneOpen();
    }

    @Test
    void resetsEvenWhatItHoldsBack() throws IOException {
        roundTripNanos();
        proxy.behave(Direction.TO_CLIENT, new Conduct.BlackHole());
        client.getOutputStream().write(TEXT);

        proxy.reset();

        assertThrows(SocketException.class, this::read);
        awaitNoneOpen();
    }

    @Test
    void takesNewConnectionsAfterAReset() throws IOException {
        roundTripNanos();
        proxy.reset();
        client.close();
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());

        client.getOutputStream().write(TEXT);

        assertArrayEquals(TEXT, read());
    }

    @Test
    void endsTheConnectionWhereNobodyIsBehindIt() throws IOException {
        try (var silent = new Socket()) {
            // Bound, so that nobody else gets the port, and refused, because nobody listens.
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (var before = FaultProxy.before((InetSocketAddress) silent.getLocalSocketAddress());
                    var hopeless = new Socket(InetAddress.getLoopbackAddress(), before.port())) {
                hopeless.setSoTimeout(LONG_MS);

                assertEquals(-1, hopeless.getInputStream().read());
            }
        }
    }

    private byte[] read() throws IOException {
        return client.getInputStream().readNBytes(TEXT.length);
    }

    private long roundTripNanos() throws IOException {
        var began = System.nanoTime();
        client.getOutputStream().write(TEXT);
        assertArrayEquals(TEXT, read());
        return System.nanoTime() - began;
    }

    private void awaitNoneOpen() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (proxy.open() > 0 && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertEquals(0, proxy.open());
    }

    private void serve() {
        try {
            while (true) {
                var socket = echo.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The client went.
        }
    }
}
