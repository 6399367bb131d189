package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.ingress.console.ConsoleSettings;
import dev.parley.ingress.http.Route;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.testkit.RawHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat page: strict headers, no file but its own, tokens of demo users only, and nothing of it where it is off. */
class ConsoleTest {
    private final RunningIngress ingress =
            RunningIngress.withConsole(new ConsoleSettings("acme", List.of("alice", "bob")));

    @AfterEach
    void stop() {
        ingress.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /console/", "GET /console/index.html", "GET /console/main.js", "GET /console/users"})
    void nothingIsServedUnlessASettingSaysSo(String line) {
        try (var off = RunningIngress.start()) {
            off.user("alice");
            off.client().get(line.substring(4)).expect(404, "not-found");
            off.client().post("/console/users/alice/token").expect(404, "not-found");
            off.client().get("/console").expect(404, "not-found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/console/, text/html; charset=utf-8",
        "/console/index.html, text/html; charset=utf-8",
        "/console/main.js, text/javascript; charset=utf-8",
        "/console/base.css, text/css; charset=utf-8",
        "/console/icon.svg, image/svg+xml",
        "/console/client/index.js, text/javascript; charset=utf-8",
    })
    void aFileComesWithStrictHeaders(String path, String type) {
        var file = ingress.client().get(path).expect(200);
        assertEquals(type, file.header("Content-Type"));
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; "
                        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                file.header("Content-Security-Policy"));
        assertEquals("nosniff", file.header("X-Content-Type-Options"));
        assertEquals("no-referrer", file.header("Referrer-Policy"));
        assertEquals("same-origin", file.header("Cross-Origin-Resource-Policy"));
        assertEquals("no-cache", file.header("Cache-Control"));
        assertTrue(file.header("ETag").matches("\"[0-9a-f]{24}\""), file.header("ETag"));
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() {
        var page = ingress.client().get("/console/").expect(200);
        var again = ingress.client()
                .with("If-None-Match", page.header("ETag"))
                .get("/console/")
                .expect(304);
        assertEquals("", again.text());
        assertEquals(page.header("ETag"), again.header("ETag"));
        assertEquals("no-cache", again.header("Cache-Control"));
        ingress.client().with("If-None-Match", "\"other\"").get("/console/").expect(200);
    }

    @Test
    void headIsAnsweredAndOtherMethodsAreNot() {
        var page = ingress.client().get("/console/main.js");
        var head = ingress.client().call("HEAD", "/console/main.js").expect(200);
        assertEquals("", head.text());
        assertEquals(Integer.toString(page.response().body().length), head.header("Content-Length"));
        assertEquals(page.header("ETag"), head.header("ETag"));
        ingress.client().call("DELETE", "/console/main.js").expect(405, "method-not-allowed");
        ingress.client().get("/console/users/alice/token").expect(404, "not-found");
    }

    @Test
    void thePageIsFoundWithoutItsSlash() {
        assertEquals("/console/", ingress.client().get("/console").expect(308).header("Location"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../contract/openapi/users.json",
                "/console/..%2fcontract%2fopenapi%2fusers.json",
                "/console/%2e%2e/contract/openapi/users.json",
                "/console/..%5c..%5cetc%5cpasswd",
                "/console/client/..%2fmain.js",
                "/console/client%2findex.js",
                "/console/client/../main.js",
                "/console//main.js",
                "/console/main.js%00.html",
                "/console/main.js/",
                "/console/README.md",
                "/console/.%2fmain.js",
                "/console/users/",
                "/console/client/",
            })
    void whatIsNotInTheListIsNotFound(String path) {
        var answer =
                RawHttp.exchange(ingress.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertEquals(404, answer.status(), path);
    }

    @Test
    void showsTheDemoUsersThatThereAre() {
        ingress.user("alice");
        ingress.user("mallory");
        ingress.user(RunningIngress.OTHER_TENANT, "bob");
        var users = ingress.client().get("/console/users").expect(200);
        assertEquals("{\"items\":[{\"id\":\"alice\",\"name\":\"alice\"}]}", users.text());
        assertEquals("no-store", users.header("Cache-Control"));
    }

    @Test
    void aTokenActsAsTheDemoUserForADayAtMost() {
        ingress.user("alice");
        var minted = ingress.client()
                .post("/console/users/alice/token", "{\"device\":\"page\",\"ttlSeconds\":31536000}")
                .expect(201)
                .json();
        var alice = ingress.client().withToken(minted.path("token").textValue());
        assertEquals("alice", alice.get("/v1/me").expect(200).json().path("id").textValue());
        var expiresAt = Instant.parse(minted.path("expiresAt").textValue());
        assertFalse(expiresAt.isAfter(Instant.now().plus(Duration.ofDays(1))), expiresAt.toString());
        ingress.client().post("/console/users/alice/token").expect(201);
    }

    @Test
    void nobodyElseGetsATokenHere() {
        ingress.user("mallory");
        ingress.user(RunningIngress.OTHER_TENANT, "bob");
        for (var user : List.of("mallory", "bob", "nobody", "acme%2Falice", "alice,bob")) {
            var refused = ingress.client().post("/console/users/" + user + "/token");
            assertTrue(refused.status() == 404 || refused.status() == 400, user + " " + refused.text());
        }
        ingress.client().post("/console/users/mallory/token").expect(404, "user-not-found");
        ingress.client().post("/console/users/bob/token").expect(404, "user-not-found");
    }

    @Test
    void aDeactivatedUserGetsNoToken() {
        ingress.user("alice");
        ingress.client()
                .withKey("acme", ApiKeyScope.FULL)
                .post("/v1/users/alice/deactivate")
                .expect(200);
        ingress.client().post("/console/users/alice/token").expect(409, "user-inactive");
        assertEquals("{\"items\":[]}", ingress.client().get("/console/users").text());
    }

    @Test
    void theContractKnowsNothingOfIt() {
        assertFalse(ingress.client().get("/v1/openapi.json").text().contains("/console"));
        assertTrue(ingress.routes.stream().map(Route::name).anyMatch("GET /console/"::equals));
    }
}
