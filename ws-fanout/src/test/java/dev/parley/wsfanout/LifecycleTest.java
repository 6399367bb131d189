package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.UserStatus;
import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.frame.ClientFrames;
import dev.parley.wsfanout.session.SessionLimits;
import dev.parley.wsfanout.stream.SampleEvents;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Faults 14, 16 and 31: how sockets end. */
@Execution(ExecutionMode.CONCURRENT)
class LifecycleTest {
    private static final Duration LONG = Duration.ofSeconds(25);

    @Test
    void closesASocketThatNeverSaysHello() {
        try (var node = RunningNode.with(new SessionLimits(LONG, Duration.ofMillis(200)));
                var socket = node.connect("ann")) {
            assertEquals(4000, socket.closeCode());
        }
    }

    @Test
    void closesASocketThatFallsSilent() {
        try (var node = RunningNode.with(new SessionLimits(Duration.ofMillis(300), LONG));
                var socket = node.hello("ann")) {
            assertEquals(4000, socket.closeCode());
        }
    }

    @Test
    void isNotHeardByHalfAMessage() {
        try (var node = RunningNode.with(new SessionLimits(Duration.ofSeconds(1), LONG));
                var socket = node.hello("ann")) {
            // An unfinished text, then empty pieces that never finish it.
            socket.sendBytes(ClientFrames.frame(0x01, new byte[] {'{'}));
            var begin = System.nanoTime();
            Eventually.isTrue("two heartbeats and a look passed", () -> {
                socket.sendBytes(ClientFrames.frame(0x00, new byte[0]));
                return System.nanoTime() - begin > 3_500_000_000L;
            });
            var silentSince = System.nanoTime();
            assertEquals(4000, socket.closeCode());
            var took = Duration.ofNanos(System.nanoTime() - silentSince);
            assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "closed while it still sent, not " + took + " later");
        }
    }

    @Test
    void closesAHalfOpenConnectionWithinTwoIntervals() {
        var interval = Duration.ofSeconds(1);
        try (var node = RunningNode.with(new SessionLimits(interval, LONG));
                var socket = node.hello("ann")) {
            var silentSince = System.nanoTime();
            assertEquals(4000, socket.closeCode());
            var took = Duration.ofNanos(System.nanoTime() - silentSince);
            // Sessions are checked once a second.
            var atMost = interval.multipliedBy(2).plusMillis(1_500);
            assertTrue(took.compareTo(interval) > 0 && took.compareTo(atMost) < 0, took.toString());
        }
    }

    @Test
    void breaksAConnectionOffWhoseClientDoesNotAnswerTheClose() {
        try (var node = RunningNode.with(new SessionLimits(Duration.ofMillis(300), LONG));
                var socket = node.hello("ann")) {
            assertEquals(4000, socket.closeCode());
            assertTrue(socket.isAtEnd());
            Eventually.isTrue("it is forgotten", () -> node.metric("parley_ws_fanout_sockets") == 0);
        }
    }

    @Test
    void isHeardByAnyFrame() {
        try (var node = RunningNode.with(new SessionLimits(Duration.ofMillis(600), LONG));
                var socket = node.hello("ann")) {
            var begin = System.nanoTime();
            Eventually.isTrue("two heartbeats passed", () -> {
                socket.sendBytes(ClientFrames.frame(0x8A, new byte[0]));
                return System.nanoTime() - begin > 2_500_000_000L;
            });
            socket.expectNothing();
        }
    }

    @Test
    void cutsOffWhoseTokenExpires() {
        try (var node = RunningNode.start();
                var socket = TestSocket.open(
                        node.front.port(), node.token(RunningNode.TENANT, "ann", Duration.ofSeconds(2)))) {
            socket.send("{\"type\":\"hello\"}");
            assertEquals(4001, socket.closeCode());
        }
    }

    @Test
    void takesNoFrameThatArrivesAfterTheTokenExpired() {
        try (var node = RunningNode.start();
                var socket = node.hello("ann")) {
            node.token(RunningNode.TENANT, "bob");
            node.clock.advance(Duration.ofMinutes(59));
            socket.send(message("before"));
            socket.expect("accepted");
            node.clock.advance(Duration.ofMinutes(2));
            socket.send(message("after"));
            assertEquals(4001, socket.closeCode());
            assertEquals(List.of("before"), node.actions.appended());
        }
    }

    private static String message(String id) {
        return "{\"type\":\"message.send\",\"clientMsgId\":\"" + id
                + "\",\"receiver\":{\"group\":\"g\"},\"text\":\"hi\"}";
    }

    @Test
    void closesASocketWhoseResumeFramesDoNotCome() {
        try (var node = RunningNode.with(new SessionLimits(LONG, Duration.ofMillis(200)));
                var socket = node.connect("ann")) {
            socket.send("{\"type\":\"hello\",\"resume\":{\"more\":true}}");
            assertEquals(4000, socket.closeCode());
        }
    }

    @Test
    void cutsOffWhoIsDeactivated() {
        try (var node = RunningNode.start();
                var socket = node.hello("ann");
                var other = node.hello("bob")) {
            node.change("ann", UserStatus.DEACTIVATED, 0);
            node.log.append(SampleEvents.message(RunningNode.TENANT, "d:ann:bob", 1));
            assertEquals(4001, socket.closeCode());
            assertEquals(1, other.events("d:ann:bob", 1).size());
        }
    }

    @Test
    void givesARetryItsFirstAnswerThoughTheReceiverIsDeactivated() {
        try (var node = RunningNode.start();
                var ann = node.hello("ann");
                var bob = node.hello("bob")) {
            assertEquals("accepted", answerTo(ann, "c1").path("type").textValue());
            bob.expect("event");
            node.change("bob", UserStatus.DEACTIVATED, 1);
            assertEquals(1, answerTo(ann, "c1").path("seq").intValue());
            var refused = answerTo(ann, "c2");
            assertEquals("receiver-inactive", refused.path("code").textValue());
        }
    }

    private static JsonNode answerTo(TestSocket socket, String clientMsgId) {
        socket.send("{\"type\":\"message.send\",\"clientMsgId\":\"" + clientMsgId
                + "\",\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}");
        return socket.answer();
    }

    @Test
    void cutsOffWhoseTokensAreVoid() {
        try (var node = RunningNode.start();
                var socket = node.hello("ann")) {
            node.change("ann", UserStatus.ACTIVE, 1);
            assertEquals(4001, socket.closeCode());
        }
    }

    @Test
    void cutsOffASessionThatWasCutAndNoOther() {
        try (var node = RunningNode.start();
                var cut = node.connect("ann");
                var other = node.connect("ann");
                var bob = node.hello("bob")) {
            cut.send("{\"type\":\"hello\",\"ref\":\"1\",\"device\":\"phone\"}");
            var session = cut.expect("welcome").path("session").textValue();
            other.send("{\"type\":\"hello\",\"ref\":\"1\",\"device\":\"desk\"}");
            other.expect("welcome");
            node.change("ann", UserStatus.ACTIVE, 0, session);
            assertEquals(4001, cut.closeCode());
            for (var open : List.of(other, bob)) {
                open.send("{\"type\":\"ping\"}");
                open.expect("pong");
            }
        }
    }

    @Test
    void tellsWhichSessionsHaveSockets() {
        try (var node = RunningNode.start()) {
            var token = node.token(RunningNode.TENANT, "ann");
            try (var phone = TestSocket.open(node.front.port(), token)) {
                phone.send("{\"type\":\"hello\",\"ref\":\"1\",\"device\":\"phone\"}");
                phone.expect("welcome");
                assertTrue(node.seen.said.contains("connected ann"));
                try (var tab = TestSocket.open(node.front.port(), token)) {
                    tab.send("{\"type\":\"hello\",\"ref\":\"1\",\"device\":\"tab\"}");
                    tab.expect("welcome");
                }
                Eventually.isTrue("the tab is gone", () -> node.metric("parley_ws_fanout_sockets") == 1);
                assertFalse(node.seen.said.contains("disconnected ann"));
            }
            Eventually.isTrue("the last one is told", () -> node.seen.said.contains("disconnected ann"));
        }
    }

    @Test
    void seesWhatTheTailDidNotTell() {
        try (var node = RunningNode.start();
                var socket = node.hello("ann")) {
            node.users.put(RunningNode.TENANT, "ann", UserStatus.DEACTIVATED, 0);
            assertEquals(4001, socket.closeCode());
        }
    }

    @Test
    void livesOnWithANewerToken() {
        try (var node = RunningNode.start();
                var socket = TestSocket.open(
                        node.front.port(), node.token(RunningNode.TENANT, "ann", Duration.ofHours(1)))) {
            socket.send("{\"type\":\"hello\"}");
            socket.expect("welcome");
            var newer = node.token(RunningNode.TENANT, "ann", Duration.ofHours(3));
            socket.send("{\"type\":\"auth\",\"ref\":\"a\",\"token\":\"" + newer + "\"}");
            var ok = socket.expect("auth-ok");
            assertEquals("a", ok.path("ref").textValue());
            assertTrue(ok.path("expiresAt").textValue().endsWith("Z"));
            node.clock.advance(Duration.ofHours(2));
            node.node.check();
            socket.expectNothing();
        }
    }

    @Test
    void cutsOffWhoShowsABadToken() {
        try (var node = RunningNode.start();
                var socket = node.hello("ann")) {
            socket.send("{\"type\":\"auth\",\"token\":\"nonsense\"}");
            assertEquals(4001, socket.closeCode());
        }
    }

    @Test
    void cutsOffWhoShowsSomebodyElsesToken() {
        try (var node = RunningNode.start();
                var socket = node.hello("ann")) {
            socket.send("{\"type\":\"auth\",\"token\":\"" + node.token(RunningNode.TENANT, "bob") + "\"}");
            assertEquals(4001, socket.closeCode());
        }
    }

    @Test
    void replacesTheOlderSocketOfADevice() {
        try (var node = RunningNode.start();
                var older = node.hello("ann", "phone");
                var laptop = node.hello("ann", "laptop");
                var newer = node.hello("ann", "phone")) {
            assertEquals(4009, older.closeCode());
            laptop.expectNothing();
            newer.expectNothing();
        }
    }

    @Test
    void sendsEverybodyElsewhereBeforeItStops() {
        var node = RunningNode.start();
        try (node;
                var socket = node.hello("ann")) {
            var stop = Thread.startVirtualThread(node.node::close);
            var goingAway = socket.expect("going-away");
            var after = goingAway.path("reconnectAfterMs").intValue();
            assertTrue(after >= 0 && after <= 300, goingAway.toString());
            assertEquals(4010, socket.closeCode());
            socket.sendBytes(ClientFrames.close(4010));
            assertTrue(socket.isAtEnd());
            Eventually.isTrue("it has stopped", () -> !stop.isAlive());
        }
    }

    @Test
    void refusesNewSocketsWhileItStops() {
        try (var node = RunningNode.start()) {
            var token = node.token(RunningNode.TENANT, "ann");
            node.node.close();
            try (var socket = TestSocket.request(node.front.port(), "/v1/socket", "Authorization: Bearer " + token)) {
                assertEquals(503, socket.status());
            }
        }
    }
}
