package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.schemas.UserStatus;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults 14, 24 and 25 at the door. */
class HandshakeTest {
    private static RunningNode node;

    @BeforeAll
    static void start() {
        node = RunningNode.start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String bearer(String user) {
        return "Authorization: Bearer " + node.token(RunningNode.TENANT, user);
    }

    private static TestSocket request(String... headers) {
        return TestSocket.request(node.front.port(), "/v1/socket", headers);
    }

    @Test
    void provesThatItUnderstood() {
        try (var socket = request(bearer("ann"))) {
            assertEquals(101, socket.status());
            assertTrue(socket.head().contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), socket.head());
        }
    }

    @Test
    void answersTheSubprotocolThatTheClientNamed() {
        try (var socket = request(bearer("ann"), "Sec-WebSocket-Protocol: chat, parley.v1+json")) {
            assertTrue(socket.head().contains("Sec-WebSocket-Protocol: parley.v1+json"), socket.head());
        }
    }

    @Test
    void namesNoSubprotocolToAClientThatNamedNone() {
        try (var socket = request(bearer("ann"))) {
            assertFalse(socket.head().contains("Sec-WebSocket-Protocol"), socket.head());
        }
    }

    @Test
    void agreesToNoCompression() {
        try (var socket = request(bearer("ann"), "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertEquals(101, socket.status());
            assertFalse(socket.head().contains("Sec-WebSocket-Extensions"), socket.head());
        }
    }

    @Test
    void opensWithATicketOnce() {
        var path = "/v1/socket?ticket=" + ticket("ann");
        try (var first = TestSocket.request(node.front.port(), path);
                var second = TestSocket.request(node.front.port(), path)) {
            assertEquals(101, first.status());
            assertEquals(401, second.status());
            assertEquals("token-invalid", second.body().path("code").textValue());
        }
    }

    @Test
    void opensWithATicketInASecondSubprotocolOnce() {
        var header = "Sec-WebSocket-Protocol: parley.v1+json, parley.ticket." + ticket("ann");
        try (var first = request(header);
                var second = request(header)) {
            assertEquals(101, first.status(), first.head());
            assertTrue(first.head().contains("Sec-WebSocket-Protocol: parley.v1+json\r\n"), first.head());
            assertEquals(401, second.status());
        }
    }

    private static String ticket(String user) {
        var verified = (Authentication.Verified)
                node.identity.authenticator().authenticateToken(node.token(RunningNode.TENANT, user));
        return node.identity.tickets().issue((UserCaller) verified.caller()).ticket();
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                arguments("token-missing", "X-Nothing: 1"),
                arguments("token-invalid", "Authorization: Bearer nonsense"),
                arguments("token-invalid", "Authorization: Basic YTpi"),
                arguments("token-missing", "X-Api-Key: whatever"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("strangers")
    void turnsStrangersAwayBeforeTheUpgrade(String code, String header) {
        try (var socket = request(header)) {
            assertEquals(401, socket.status());
            assertTrue(socket.head().contains("application/problem+json"), socket.head());
            assertEquals(code, socket.body().path("code").textValue());
        }
    }

    @Test
    void turnsADeactivatedUserAway() {
        var token = bearer("gone");
        node.users.put(RunningNode.TENANT, "gone", UserStatus.DEACTIVATED, 0);
        try (var socket = request(token)) {
            assertEquals(401, socket.status());
            assertEquals("actor-inactive", socket.body().path("code").textValue());
        }
    }

    static Stream<Arguments> otherRequests() {
        var upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
        var key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        var version = "Sec-WebSocket-Version: 13\r\n";
        return Stream.of(
                arguments(405, "POST", "Content-Length: 0\r\n" + upgrade + key + version),
                arguments(426, "GET", ""),
                arguments(426, "GET", "Connection: Upgrade\r\n" + key + version),
                arguments(426, "GET", "Upgrade: websocket\r\n" + key + version),
                arguments(426, "GET", "Connection: Upgrade\r\nUpgrade: h2c\r\n" + key + version),
                arguments(426, "GET", upgrade + key),
                arguments(426, "GET", upgrade + key + "Sec-WebSocket-Version: 8\r\n"),
                arguments(400, "GET", upgrade + version),
                arguments(400, "GET", upgrade + version + "Sec-WebSocket-Key: dGhl\r\n"),
                arguments(400, "GET", upgrade + version + "Sec-WebSocket-Key: ???\r\n"),
                arguments(400, "GET", upgrade + version + key + "Sec-WebSocket-Protocol: chat\r\n"));
    }

    @ParameterizedTest
    @MethodSource("otherRequests")
    void refusesWhatIsNoHandshake(int status, String method, String headers) {
        var request =
                method + " /v1/socket HTTP/1.1\r\nHost: localhost\r\n" + bearer("ann") + "\r\n" + headers + "\r\n";
        try (var socket = TestSocket.raw(node.front.port(), request)) {
            assertEquals(status, socket.status(), socket.head());
        }
    }

    @Test
    void outlivesTheIdleTimeOfTheFront() {
        try (var other = RunningNode.withHttpIdleTime(Duration.ofMillis(300));
                var socket = other.hello("ann")) {
            var begin = System.nanoTime();
            Eventually.isTrue("the idle time passed", () -> System.nanoTime() - begin > 1_200_000_000L);
            socket.expectNothing();
        }
    }
}
