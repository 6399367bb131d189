package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ApiKeyScope;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.RawHttp;
import dev.parley.testkit.RawHttp.Raw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that no proper client sends: the right status, a stable code, and nothing in the log. */
class HostileRequestsTest {
    private static final String HI = "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}";
    private static final int LIMIT = 128 * 1024;

    private final RunningIngress ingress = RunningIngress.start();
    private final String token;

    HostileRequestsTest() {
        ingress.user("alice");
        ingress.user("bob");
        token = ingress.token(RunningIngress.TENANT, "alice");
    }

    @AfterEach
    void nothingWasWrittenAndTheServerLives() {
        assertEquals(0, ingress.actions.actions().size());
        assertEquals(201, post("", HI).status());
        ingress.close();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("not JSON", "hello"),
                Arguments.of("cut off", HI.substring(0, HI.length() - 1)),
                Arguments.of("two objects", HI + HI),
                Arguments.of("no object", "[" + HI + "]"),
                Arguments.of("null", "null"),
                Arguments.of("a number", "1e999999999"),
                Arguments.of("10,000 deep", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                Arguments.of("arrays without end", "[".repeat(100_000)),
                Arguments.of("a field twice", "{\"text\":\"a\",\"text\":\"b\",\"receiver\":{\"user\":\"bob\"}}"),
                Arguments.of("10,000 fields", manyFields()),
                Arguments.of("a long number", "{\"a\":" + "9".repeat(100_000) + "}"),
                Arguments.of("a comment", "{/**/\"text\":\"a\"}"),
                Arguments.of("NaN", "{\"text\":NaN}"),
                Arguments.of("bad UTF-8", HI.replace("hi", "\u00ff\u00fe")),
                Arguments.of("overlong UTF-8", HI.replace("hi", "\u00c0\u00af")),
                Arguments.of("a surrogate in UTF-8", HI.replace("hi", "\u00ed\u00a0\u0080")),
                Arguments.of("UTF-16", utf16(HI)),
                Arguments.of("a raw control character", HI.replace("hi", "\u0000")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBodyThatIsNoJsonObjectIsRefused(String name, String body) {
        refused(post("", body), 400, "body-not-json");
    }

    static Stream<Arguments> mediaTypes() {
        return Stream.of(
                Arguments.of("Content-Type: text/plain"),
                Arguments.of("Content-Type: application/json; charset=iso-8859-1"),
                Arguments.of("Content-Type: application/json; charset=utf-16"),
                Arguments.of("Content-Type: application/json;q"),
                Arguments.of("Content-Type: application/x-www-form-urlencoded"),
                Arguments.of("Content-Type: multipart/form-data; boundary=x"),
                Arguments.of("X-Nothing: at all"),
                Arguments.of("Content-Type: application/json\r\nContent-Encoding: gzip"),
                Arguments.of("Content-Type: application/json\r\nContent-Encoding: deflate, gzip"));
    }

    @ParameterizedTest
    @MethodSource("mediaTypes")
    void anythingButPlainJsonIsRefused(String headers) {
        var request = head("POST", "/v1/messages") + headers + "\r\nContent-Length: " + HI.length() + "\r\n\r\n" + HI;
        refused(exchange(request), 415, "media-type-unsupported");
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("/v1/users/%"),
                Arguments.of("/v1/users/%4"),
                Arguments.of("/v1/users/%zz"),
                Arguments.of("/v1/users/a%f"),
                Arguments.of("/v1/users/%C0%AF"),
                Arguments.of("/v1/users/%ED%A0%80"),
                Arguments.of("/v1/users/%F5%80%80%80"),
                Arguments.of("/v1/users/%FF"),
                Arguments.of("/v1/users/%C3"),
                Arguments.of("/v1/users/%00"),
                Arguments.of("/v1/users/a%0D%0Ab"),
                Arguments.of("/v1/users/a%20b"),
                Arguments.of("/v1/users/a%2Fb"),
                Arguments.of("/v1/users/a%3Ab"),
                Arguments.of("/v1/users/e%CC%81"),
                Arguments.of("/v1/users/" + "%61".repeat(129)),
                Arguments.of("/v1/users/%25%32%46%2F"),
                Arguments.of("/v1/conversations/g:%C0%AF/events"),
                Arguments.of("/v1/users?cursor=%C0%AF"),
                Arguments.of("/v1/users?limit=%"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aPathThatIsNotStrictlyEncodedIsRefused(String path) {
        refused(exchange(head("GET", path) + "\r\n"), 400, "field-invalid");
    }

    @Test
    void aRawCharacterThatBrowsersLeaveIsTaken() {
        var created = ingress.server().post("/v1/users", "{\"id\":\"a|b[c]^\",\"name\":\"n\"}");
        created.expect(201);
        assertEquals(200, exchange(head("GET", "/v1/users/a|b[c]^") + "\r\n").status());
        assertEquals(
                200,
                exchange(head("GET", "http://parley.example/v1/users/a%7Cb[c]^") + "\r\n")
                        .status());
        refused(exchange(head("GET", "/v1/users/\u00ff") + "\r\n"), 400, "field-invalid");
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("Idempotency-Key: "),
                Arguments.of("Idempotency-Key: " + "k".repeat(256)),
                Arguments.of("Idempotency-Key: a\u0001b"),
                Arguments.of("Idempotency-Key: a\u007fb"),
                Arguments.of("Idempotency-Key: \u00ff\u00fe"),
                Arguments.of("Idempotency-Key: \u00c2\u0085"),
                Arguments.of("Idempotency-Key: a\r\nIdempotency-Key: b"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyThatNamesNothingIsRefused(String header) {
        refused(post(header + "\r\n", HI), 400, "field-invalid");
    }

    @Test
    void aDeclaredBodyThatIsTooLongIsRefusedBeforeItIsSent() {
        var request = head("POST", "/v1/messages") + "Content-Type: application/json\r\nContent-Length: " + (LIMIT + 1)
                + "\r\n\r\n";
        refused(exchangeWithoutClose(request), 413, "body-too-large");
    }

    @Test
    void aLengthThatNobodyCouldSendIsRefused() {
        for (var length : new String[] {"9223372036854775807", "99999999999", "-1", "1x"}) {
            var request = head("POST", "/v1/messages") + "Content-Type: application/json\r\nContent-Length: " + length
                    + "\r\n\r\n";
            var status = exchangeWithoutClose(request).status();
            assertTrue(status == 413 || status == 400 || status == 0, length + ": " + status);
        }
    }

    @Test
    void aChunkedBodyThatIsTooLongIsRefusedOnItsWay() {
        var chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        var request = head("POST", "/v1/messages")
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(33);
        refused(exchange(request), 413, "body-too-large");
    }

    @Test
    void aBodyAsLongAsMayBeIsRead() {
        var body = " ".repeat(LIMIT - HI.length()) + HI;
        var sent = post("", body.replace("\"hi\"", "\"\""));
        refused(sent, 400, "text-blank");
    }

    @Test
    void aSlowBodyIsCutOff() {
        var request = head("POST", "/v1/messages") + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        var startedAt = System.nanoTime();
        refused(exchangeWithoutClose(request), 408, "body-too-slow");
        var took = Duration.ofNanos(System.nanoTime() - startedAt);
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took.toString());
    }

    /** Together they would hold more than all bodies may. */
    @Test
    void bodiesThatBreakOffHoldNothing() throws Exception {
        var request = head("POST", "/v1/messages") + "Content-Type: application/json\r\nContent-Length: " + LIMIT
                + "\r\n\r\n" + " ".repeat(LIMIT - 1);
        for (var i = 0; i < 600; i++) {
            try (var socket = RawHttp.connect(ingress.port())) {
                RawHttp.send(socket, request);
            }
        }
        Eventually.isTrue(
                "a body is taken again",
                () -> post("", " ".repeat(LIMIT - 2) + "{}").status() == 400);
    }

    @Test
    void aBodyThatIsBadlyFramedEndsTheConnection() {
        var request = head("POST", "/v1/messages")
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
        assertEquals(0, exchange(request).status());
    }

    @Test
    void aClientThatAsksFirstIsAnsweredFirst() throws Exception {
        try (var socket = RawHttp.connect(ingress.port())) {
            RawHttp.send(
                    socket,
                    head("POST", "/v1/messages")
                            + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
            refused(RawHttp.read(socket), 413, "body-too-large");
        }
        try (var socket = RawHttp.connect(ingress.port())) {
            RawHttp.send(
                    socket,
                    head("POST", "/v1/messages")
                            + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            var first = new byte[25];
            socket.getInputStream().readNBytes(first, 0, first.length);
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(first, StandardCharsets.US_ASCII));
            RawHttp.send(socket, "{}");
            refused(RawHttp.read(socket), 400, "field-missing");
        }
    }

    @Test
    void credentialsGivenTwiceAreRefused() {
        var authorization = "Authorization: Bearer " + token + "\r\n";
        refused(exchange(head("GET", "/v1/me") + authorization + "\r\n"), 401, "token-invalid");
        var key = "X-Api-Key: " + InMemoryTenants.secret(RunningIngress.TENANT, ApiKeyScope.FULL) + "\r\n";
        var start = "GET /v1/users HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        refused(exchange(start + key + key + "\r\n"), 401, "key-invalid");
        refused(exchange(start + key + "X-On-Behalf-Of: alice\r\nX-On-Behalf-Of: bob\r\n\r\n"), 400, "field-invalid");
    }

    @Test
    void rawUtf8InAHeaderIsTheSameAsEncoded() {
        ingress.user("Zoë");
        var key = "X-Api-Key: " + InMemoryTenants.secret(RunningIngress.TENANT, ApiKeyScope.FULL) + "\r\n";
        var start = "GET /v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + key;
        var raw = exchange(start + "X-On-Behalf-Of: Zo\u00c3\u00ab\r\n\r\n");
        assertEquals(200, raw.status(), raw.body());
        assertEquals(
                raw.body(), exchange(start + "X-On-Behalf-Of: Zo%C3%AB\r\n\r\n").body());
    }

    private String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token
                + "\r\n";
    }

    private Raw post(String headers, String body) {
        return exchange(head("POST", "/v1/messages") + headers + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private Raw exchange(String request) {
        return RawHttp.exchange(ingress.port(), request);
    }

    private Raw exchangeWithoutClose(String request) {
        return exchange(request.replace("Connection: close\r\n", ""));
    }

    private static void refused(Raw raw, int status, String code) {
        assertEquals(status, raw.status(), raw.head() + raw.body());
        assertEquals(code, Contract.parse(raw.body()).path("code").textValue(), raw.body());
        assertTrue(raw.head().contains("X-Request-Id: "), raw.head());
        assertTrue(raw.head().contains("application/problem+json"), raw.head());
    }

    private static String manyFields() {
        var body = new StringBuilder("{");
        for (var i = 0; i < 10_000; i++) {
            body.append("\"f").append(i).append("\":1,");
        }
        return body.append("\"x\":1}").toString();
    }

    private static String utf16(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
    }
}
