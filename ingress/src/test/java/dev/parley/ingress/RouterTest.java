package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.ingress.http.Access;
import dev.parley.ingress.http.Limits;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.http.Route;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.RawHttp;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is true of every route. */
class RouterTest {
    @Test
    void anUnknownAddressIsNotFound() {
        try (var ingress = RunningIngress.start()) {
            for (var path :
                    new String[] {"/", "/v1", "/v1/", "/v1/user", "/v1/users/", "/v1/users//", "/v1/users/a/b"}) {
                ingress.client().get(path).expect(404, "not-found");
            }
            ingress.client().get("/v1/users/a%2Ftokens").expect(401, "token-missing");
            ingress.server().get("/v1/users/a%2Ftokens").expect(400, "field-invalid");
        }
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        try (var ingress = RunningIngress.start()) {
            var refused = ingress.client().call("DELETE", "/v1/users/alice");
            assertEquals(405, refused.status());
            assertEquals("method-not-allowed", refused.json().path("code").textValue());
            assertEquals("GET, HEAD, OPTIONS, PATCH", refused.header("Allow"));
        }
    }

    @Test
    void putAndDeleteAreRoutesAsOthersAre() {
        var put = Route.put("/thing/{id}", Access.PUBLIC, call -> Reply.json(200, call.body()));
        var delete = Route.delete("/thing/{id}", Access.PUBLIC, _ -> Reply.empty(204), "for");
        try (var ingress = RunningIngress.with(new Limits(8, Duration.ofSeconds(5)), put, delete)) {
            for (var body :
                    new String[] {"\r\n", "Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
                for (var line : new String[] {"PUT /thing/a", "DELETE /thing/a?for=me"}) {
                    var answer = RawHttp.exchange(
                            ingress.port(), line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + body);
                    assertEquals(line.startsWith("PUT") ? 200 : 204, answer.status(), line + body);
                }
            }
            var untyped = RawHttp.exchange(
                    ingress.port(),
                    "PUT /thing/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
            assertEquals(415, untyped.status());
            assertEquals(
                    "DELETE, OPTIONS, PUT",
                    ingress.client().call("OPTIONS", "/thing/a").header("Allow"));
        }
    }

    @Test
    void headIsGetWithoutTheBody() {
        try (var ingress = RunningIngress.start()) {
            var alice = ingress.user("alice");
            var get = alice.get("/v1/me");
            var head = alice.call("HEAD", "/v1/me").expect(200);
            assertEquals(0, head.text().length());
            assertEquals(get.header("ETag"), head.header("ETag"));
            assertEquals(Integer.toString(get.text().length()), head.header("Content-Length"));
        }
    }

    @Test
    void optionsSaysWhatThereIs() {
        try (var ingress = RunningIngress.start()) {
            var answer = ingress.client().call("OPTIONS", "/v1/users").expect(204);
            assertEquals("GET, HEAD, OPTIONS, POST", answer.header("Allow"));
            assertEquals("", answer.header("Access-Control-Allow-Origin"));
        }
    }

    @Test
    void aPageOfAnAllowedOriginMayCall() {
        try (var ingress = RunningIngress.withOrigins("https://chat.example")) {
            var page = ingress.client().with("Origin", "https://chat.example");
            var preflight = page.with("Access-Control-Request-Method", "POST").call("OPTIONS", "/v1/messages");
            assertEquals("https://chat.example", preflight.header("Access-Control-Allow-Origin"));
            assertTrue(preflight.header("Access-Control-Allow-Headers").contains("Idempotency-Key"));
            assertTrue(preflight.header("Access-Control-Allow-Headers").contains("If-Match"));
            assertEquals("OPTIONS, POST", preflight.header("Access-Control-Allow-Methods"));
            var refused = page.get("/v1/me").expect(401);
            assertEquals("https://chat.example", refused.header("Access-Control-Allow-Origin"));
            var other = ingress.client().with("Origin", "https://evil.example").get("/v1/me");
            assertEquals("", other.header("Access-Control-Allow-Origin"));
            assertEquals("Origin", other.header("Vary"));
        }
        try (var ingress = RunningIngress.withOrigins("*")) {
            var answer = ingress.client().with("Origin", "null").get("/v1/me");
            assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        }
    }

    @Test
    void everyAnswerHasARequestId() {
        try (var ingress = RunningIngress.start()) {
            var own = ingress.client().with("X-Request-Id", "abc-1.2_3").get("/v1/me");
            assertEquals("abc-1.2_3", own.header("X-Request-Id"));
            var hostile =
                    ingress.client().with("X-Request-Id", "a b\" status=200").get("/v1/me");
            assertEquals(36, hostile.header("X-Request-Id").length());
        }
    }

    @Test
    void anUnexpectedFailureTellsNothingOfTheInside() {
        var failing = Route.get("/broken", Access.PUBLIC, _ -> {
            throw new IllegalStateException("the password is swordfish");
        });
        try (var ingress = RunningIngress.with(new Limits(8, Duration.ofSeconds(5)), failing)) {
            var failed = ingress.client().get("/broken").expect(500, "internal");
            assertFalse(failed.text().contains("swordfish"));
        }
    }

    @Test
    void tooMuchAtATimeIsToldToComeAgain() throws Exception {
        var isIn = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = Route.get("/slow", Access.PUBLIC, _ -> {
            isIn.countDown();
            awaitQuietly(goOn);
            return Reply.empty(204);
        });
        try (var ingress = RunningIngress.with(new Limits(1, Duration.ofSeconds(5)), slow)) {
            var first = CompletableFuture.supplyAsync(() -> ingress.client().call("OPTIONS", "/slow"));
            first.join().expect(204);
            var occupying = CompletableFuture.runAsync(() -> rawGet(ingress.port(), "/slow"));
            isIn.await();
            var busy = ingress.server().get("/v1/users").expect(503, "too-busy");
            assertEquals("1", busy.header("Retry-After"));
            goOn.countDown();
            occupying.join();
            Eventually.isTrue(
                    "the place is free again",
                    () -> ingress.server().get("/v1/users").status() == 200);
        }
    }

    @Test
    void aClientThatIsGoneHoldsNoPlace() throws Exception {
        var isIn = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = Route.get("/slow", Access.PUBLIC, _ -> {
            isIn.countDown();
            awaitQuietly(goOn);
            return Reply.json(200, new byte[1_000_000]);
        });
        try (var ingress = RunningIngress.with(new Limits(1, Duration.ofSeconds(5)), slow)) {
            try (var socket = RawHttp.connect(ingress.port())) {
                RawHttp.send(socket, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
                isIn.await();
            }
            goOn.countDown();
            Eventually.isTrue(
                    "the place is free again",
                    () -> ingress.server().get("/v1/users").status() == 200);
        }
    }

    @Test
    void requestsAreCountedByRouteAndNotByPath() throws IOException {
        try (var ingress = RunningIngress.start()) {
            ingress.server().get("/v1/users/alice").expect(404);
            ingress.server().get("/v1/users/bob").expect(404);
            ingress.client().get("/nowhere/at/all").expect(404);
            var text = new ByteArrayOutputStream();
            PrometheusTextFormatWriter.create().write(text, ingress.metrics.scrape());
            var metrics = text.toString(StandardCharsets.UTF_8);
            assertTrue(
                    metrics.contains(
                            "parley_ingress_requests_total{route=\"GET /v1/users/{user}\",status=\"404\"} 2.0"),
                    metrics);
            assertTrue(metrics.contains("parley_ingress_requests_total{route=\"none\",status=\"404\"} 1.0"), metrics);
            assertTrue(
                    metrics.contains("parley_ingress_request_seconds_count{route=\"GET /v1/users/{user}\"} 2"),
                    metrics);
        }
    }

    private static void rawGet(int port, String path) {
        RawHttp.exchange(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
