package dev.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client gets where the server ends, or fails, under its request: never a status without words. */
final class EndingServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private @Nullable Undertow server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void isToldThatTheServerStopsWhereItsThreadEndsUnderTheRequest() throws Exception {
        var deadlines = new Deadlines(exchange -> exchange.getResponseSender().send("done"), LIMIT, LIMIT);
        assertStopping(answerOf(exchange -> {
            stop();
            deadlines.handleRequest(exchange);
        }));
    }

    @Test
    void isToldThatTheServerStopsWhereTheExecutorHasEnded() throws Exception {
        var ended = Executors.newVirtualThreadPerTaskExecutor();
        ended.close();
        assertStopping(answerOf(new EmptyFailures(exchange -> exchange.dispatch(
                ended, (HttpHandler) each -> each.getResponseSender().send("done")))));
    }

    @Test
    void isToldOfAnInternalErrorWhereAHandlerThrows() throws Exception {
        var answer = answerOf(new EmptyFailures(new OnVirtualThread(_ -> {
            throw new IllegalStateException("thrown on purpose");
        })));
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":\"internal\""), answer.body());
    }

    @Test
    void getsTheHandlersOwnAnswerWhereThereIsOne() throws Exception {
        var answer = answerOf(new EmptyFailures(
                exchange -> exchange.setStatusCode(503).getResponseSender().send("the handler's own")));
        assertEquals(503, answer.statusCode());
        assertEquals("the handler's own", answer.body());
    }

    private static void assertStopping(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":\"stopping\""), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
    }

    /** A POST with a body, on a server of this handler alone. */
    private HttpResponse<String> answerOf(HttpHandler handler) throws Exception {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(1)
                .setHandler(handler)
                // Its own thread stops it in one of the tests, and need not wait for itself.
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, 1)
                .build();
        server.start();
        var port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .timeout(LIMIT)
                    .POST(BodyPublishers.ofString("{}"));
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
