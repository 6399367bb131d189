package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.parley.bench.rest.AnsweredChat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class AnsweredWritesTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Test
    void holdsTheServerToItsAnswersAndSaysSo() throws Exception {
        var report = run(_ -> 202);

        assertTrue(report.isClean(), report::text);
        assertEquals(100, report.acknowledgement().count());
        assertEquals(0, report.ledger().stored());
        assertEquals("none", report.durability());
        assertEquals(1, report.checked().size());
        assertTrue(report.text().contains("every request answered with 202, and nothing else"), report::text);
        // On a busy machine the generator may be late, which has a last line of its own.
        assertTrue(report.isVoid() || report.text().endsWith("Every request was answered.\n"), report::text);
    }

    @Test
    void hasNoFigureOnceAnAnswerIsAnother() throws Exception {
        var report = run(number -> number == 70 ? 500 : 202);

        assertFalse(report.isClean(), report::text);
        assertEquals(Map.of("http-500", 1L), report.ledger().refused());
    }

    @Test
    void isNoChat() {
        var options = new PeerOptions();

        assertThrows(IllegalArgumentException.class, () -> options.start("nginx"));
    }

    private static LoadReport run(IntUnaryOperator status) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var count = new AtomicInteger();
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status.applyAsInt(count.incrementAndGet()), -1);
            }
        });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var settings = ShortRun.settings(List.of("hello"), 1, List.of());
        try (var chat = new AnsweredChat("nginx", url, 4)) {
            return new LoadRun(settings, chat, WritesScenario.overRest(6, 4), NOWHERE).run();
        } finally {
            server.stop(0);
        }
    }
}
