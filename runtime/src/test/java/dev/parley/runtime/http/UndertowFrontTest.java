package dev.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.Health.State;
import dev.parley.runtime.service.StartException;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the front serves itself, and what it passes on. */
final class UndertowFrontTest {
    private final Health health = new Health();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final UndertowFront front = UndertowFront.open(HttpSettings.onAnyPort(), health, metrics);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        front.close();
    }

    @Test
    void isAliveBeforeItIsReady() throws Exception {
        health.register("log", () -> State.notReady("reading \"users\""));
        health.register("store", State::ready);
        assertEquals(200, get("/livez").statusCode());
        var ready = get("/readyz");
        assertEquals(503, ready.statusCode());
        assertEquals(
                "{\"ready\":false,\"parts\":{\"log\":{\"ready\":false,\"detail\":\"reading \\\"users\\\"\"},"
                        + "\"store\":{\"ready\":true,\"detail\":\"ready\"}}}",
                ready.body());
        assertEquals(
                "application/json", ready.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void isNotReadyWhileItDrains() throws Exception {
        assertEquals(200, get("/readyz").statusCode());
        health.drain();
        assertEquals(503, get("/readyz").statusCode());
    }

    @Test
    void isNotReadyWhereACheckFails() throws Exception {
        health.register("log", () -> {
            throw new IllegalStateException("no");
        });
        var ready = get("/readyz");
        assertEquals(503, ready.statusCode());
        assertTrue(ready.body().contains("health check failed"), ready.body());
    }

    @Test
    void showsMetricsAsText() throws Exception {
        var counter = Counter.builder()
                .name("parley_test_things_total")
                .help("Things.")
                .register(metrics);
        counter.inc(3);
        var page = get("/metrics");
        assertTrue(page.body().contains("parley_test_things_total 3.0"), page.body());
        assertTrue(page.body().contains("jvm_memory_used_bytes"), page.body());
        assertTrue(page.headers().firstValue("Content-Type").orElseThrow().startsWith("text/plain"));
    }

    @Test
    void answers503WhileItStartsAnd404After() throws Exception {
        health.register("log", () -> State.notReady("starting"));
        var starting = get("/v1/me");
        assertEquals(503, starting.statusCode());
        assertEquals("1", starting.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(starting.body().contains("\"code\":\"starting\""), starting.body());
        health.register("log", State::ready);
        var absent = get("/v1/me");
        assertEquals(404, absent.statusCode());
        assertTrue(absent.body().contains("\"code\":\"not-found\""), absent.body());
    }

    @Test
    void passesRequestsOnToWhoMountedTheirPath() throws Exception {
        front.mount("/", exchange -> exchange.getResponseSender().send("rest"));
        front.mount("/v1/socket", exchange -> exchange.getResponseSender().send("socket"));
        assertEquals("rest", get("/v1/me").body());
        assertEquals("socket", get("/v1/socket?ticket=t").body());
        assertEquals(200, get("/livez").statusCode());
    }

    @Test
    void mayBlockOnAVirtualThread() throws Exception {
        front.mount(
                "/",
                new OnVirtualThread(exchange -> exchange.getResponseSender()
                        .send(Thread.currentThread().isVirtual() + " " + exchange.isInIoThread())));
        assertEquals("true false", get("/").body());
    }

    @Test
    void refusesABodyThatIsTooLong() throws Exception {
        front.mount(
                "/",
                exchange -> exchange.getRequestReceiver()
                        .receiveFullBytes(
                                (each, body) -> each.getResponseSender().send("" + body.length),
                                (each, _) -> each.setStatusCode(413).endExchange()));
        assertEquals("131072", post("x".repeat(128 * 1024)).body());
        assertEquals(413, post("x".repeat(200 * 1024)).statusCode());
    }

    @Test
    void answersTheRequestsUnderWayBeforeItStops() throws Exception {
        var isUnderWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        front.mount("/", new OnVirtualThread(exchange -> {
            isUnderWay.countDown();
            goOn.await();
            exchange.getResponseSender().send("done");
        }));
        var answer = client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        isUnderWay.await();
        assertFalse(front.drain(Duration.ofMillis(10)));
        assertEquals(503, get("/new").statusCode());
        goOn.countDown();
        assertTrue(front.drain(Duration.ofSeconds(30)));
        assertEquals("done", answer.join().body());
    }

    @Test
    void saysThatAHandlerFailed() throws Exception {
        front.mount("/", _ -> {
            throw new IllegalStateException("thrown on purpose");
        });
        var failed = get("/");
        assertEquals(500, failed.statusCode());
        assertTrue(failed.body().contains("\"code\":\"internal\""), failed.body());
    }

    @Test
    void refusesALongHeadWithWords() throws Exception {
        front.mount("/", exchange -> exchange.getResponseSender().send("let in"));
        var long17k = "x".repeat(17 * 1024);
        var many = request("/");
        for (var i = 0; i < 80; i++) {
            many.header("X-Number-" + i, "x");
        }
        for (var refused : List.of(
                request("/").header("X-Long", long17k), request("/" + long17k), request("/?a=" + long17k), many)) {
            var answer = client.send(refused.build(), BodyHandlers.ofString());
            assertEquals(431, answer.statusCode());
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            assertTrue(answer.body().contains("\"code\":\"head-too-large\""), answer.body());
        }
        assertEquals(
                "let in",
                client.send(request("/").header("X-Long", "x".repeat(15 * 1024)).build(), BodyHandlers.ofString())
                        .body());
    }

    @Test
    void believesNobodyWhomARequestCameFrom() throws Exception {
        front.mount("/", exchange -> exchange.getResponseSender().send(ClientAddress.of(exchange)));
        assertEquals("127.0.0.1", addressSeenBy(front, "X-Forwarded-For", "203.0.113.9"));
        assertEquals("127.0.0.1", addressSeenBy(front, "Forwarded", "for=203.0.113.9"));
    }

    @Test
    void believesTrustedProxiesWhomARequestCameFrom() throws Exception {
        var settings =
                HttpSettings.from(Env.of(Map.of("PARLEY_HTTP_PORT", "0", "PARLEY_TRUSTED_PROXIES", "127.0.0.0/8")));
        try (var behind = UndertowFront.open(settings, health, new PrometheusRegistry())) {
            behind.mount("/", exchange -> exchange.getResponseSender().send(ClientAddress.of(exchange)));
            assertEquals("203.0.113.9", addressSeenBy(behind, "X-Forwarded-For", "198.51.100.1, 203.0.113.9"));
            assertEquals("127.0.0.1", addressSeenBy(behind, "Forwarded", "for=203.0.113.9"));
        }
    }

    @Test
    void saysWhatToDoWhereTheAddressIsTaken() {
        var settings = HttpSettings.from(Env.of(Map.of("PARLEY_HTTP_PORT", Integer.toString(front.port()))));
        var refusal = assertThrows(
                StartException.class, () -> UndertowFront.open(settings, health, new PrometheusRegistry()));
        assertTrue(refusal.toString().contains("PARLEY_HTTP_PORT"), refusal.toString());
    }

    private String addressSeenBy(UndertowFront seeing, String header, String value)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + seeing.port() + "/"))
                .header(header, value)
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(
                request("/").POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path));
    }
}
