package dev.parley.wsfanout;

import static dev.parley.wsfanout.LiveSockets.live;
import static dev.parley.wsfanout.LiveSockets.settle;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.left;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Event;
import dev.parley.schemas.Typing;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Complaint 14: "is typing" stays although the stop was lost, the tab was closed, or the message has come. Group large has 300
 * members, of whom Ann, Bob and Cem are here.
 */
class TypingTest {
    private static final String LARGE = "g:large";
    private static final String DIRECT = "d:ann:bob";

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.signals.sizes.put("acme/large", 300L);
        node.log.append(
                created(TENANT, LARGE, 1, "ann"),
                joined(TENANT, LARGE, 2, "ann"),
                joined(TENANT, LARGE, 3, "bob"),
                joined(TENANT, LARGE, 4, "cem"),
                message(TENANT, DIRECT, 1));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String typing(String conversation, boolean isOn) {
        return "{\"type\":\"typing\",\"conversation\":\"" + conversation + "\",\"on\":" + isOn + "}";
    }

    private static String shown(String conversation, String users, String more) {
        return "{\"type\":\"typing\",\"conversation\":\"" + conversation + "\",\"users\":[" + users + "]," + more + "}";
    }

    private static final String ANN_TYPES = shown(DIRECT, "\"ann\"", "\"on\":true,\"expiresInMs\":5000");
    private static final String ANN_STOPPED = shown(DIRECT, "\"ann\"", "\"on\":false");
    private static final String ONE_TYPES =
            shown(LARGE, "\"ann\"", "\"count\":1,\"on\":true,\"expiresInMs\":5000,\"coalescedMs\":2000");
    private static final String NOBODY_TYPES = shown(LARGE, "", "\"count\":0,\"on\":false,\"coalescedMs\":2000");

    private static void expect(String frame, TestSocket... sockets) {
        for (var socket : sockets) {
            assertEquals(frame, socket.expect("typing").toString());
        }
    }

    private Ephemeral said(String conversation, boolean isOn) {
        return new Ephemeral(TENANT, conversation, "ann", new Typing(isOn));
    }

    @Test
    void theStopIsLostAndTheFrameSaysWhenToEndIt() {
        try (var ann = live(node, "ann");
                var laptop = live(node, "ann");
                var bob = live(node, "bob")) {
            ann.send(typing(DIRECT, true));
            expect(ANN_TYPES, bob);
            settle(node);
            ann.expectNothing();
            laptop.expectNothing();
        }
    }

    @Test
    void theStopIsLostAndTheBoardForgets() {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob");
                var cem = live(node, "cem")) {
            ann.send(typing(LARGE, true));
            expect(ONE_TYPES, bob, cem);
            node.signals.advance(Duration.ofMillis(4_999));
            settle(node);
            bob.expectNothing();
            node.signals.advance(Duration.ofMillis(1));
            expect(NOBODY_TYPES, bob, cem);
            ann.expectNothing();
        }
    }

    @Test
    void itGoesOnAsLongAsItIsRenewed() {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            for (var i = 0; i < 5; i++) {
                ann.send(typing(LARGE, true));
                expect(ONE_TYPES, bob);
                node.signals.advance(Duration.ofSeconds(3));
            }
        }
    }

    @Test
    void theUserStops() {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            ann.send(typing(DIRECT, true));
            ann.send(typing(LARGE, true));
            expect(ANN_TYPES, bob);
            expect(ONE_TYPES, bob);
            ann.send(typing(DIRECT, false));
            expect(ANN_STOPPED, bob);
            ann.send(typing(LARGE, false));
            Eventually.isTrue(
                    "it is said", () -> node.signals.ephemeral.appended().size() == 4);
            node.signals.advance(Duration.ofSeconds(2));
            expect(NOBODY_TYPES, bob);
        }
    }

    @Test
    void theTabIsClosed() {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            ann.send(typing(DIRECT, true));
            expect(ANN_TYPES, bob);
            ann.breakOff();
            expect(ANN_STOPPED, bob);
            assertEquals(List.of(said(DIRECT, true), said(DIRECT, false)), node.signals.ephemeral.appended());
        }
    }

    @Test
    void theTabIsClosedAndNothingIsSaidOfWhatWasOverBefore() {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            ann.send(typing(DIRECT, true));
            expect(ANN_TYPES, bob);
            ann.send(typing(DIRECT, false));
            expect(ANN_STOPPED, bob);
            ann.send(typing(LARGE, true));
            expect(ONE_TYPES, bob);
            node.signals.advance(Duration.ofSeconds(5));
            expect(NOBODY_TYPES, bob);
            ann.breakOff();
            Eventually.isTrue("she is gone", () -> node.metric("parley_ws_fanout_sockets") == 1);
            settle(node);
            assertEquals(
                    List.of(said(DIRECT, true), said(DIRECT, false), said(LARGE, true)),
                    node.signals.ephemeral.appended());
        }
    }

    @Test
    void theNodeStops() {
        try (var ann = live(node, "ann")) {
            ann.send(typing(DIRECT, true));
            Eventually.isTrue(
                    "it is said", () -> node.signals.ephemeral.appended().size() == 1);
            Thread.startVirtualThread(() -> node.node.drain(Duration.ZERO));
            ann.closeCode();
            Eventually.isTrue(
                    "it is over", () -> node.signals.ephemeral.appended().size() == 2);
            assertEquals(said(DIRECT, false), node.signals.ephemeral.appended().getLast());
        }
    }

    private static String send(String id) {
        return "{\"type\":\"message.send\",\"clientMsgId\":\"" + id
                + "\",\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}";
    }

    private static void awaitAccepted(TestSocket socket) {
        for (var type = ""; !type.equals("accepted"); ) {
            type = socket.nextText().path("type").textValue();
        }
    }

    /** Typing that was said a moment ago may come after the message, so its end is said. */
    @Test
    void theMessageHasCome() {
        node.token(TENANT, "bob");
        try (var ann = live(node, "ann")) {
            ann.send(typing(DIRECT, true));
            Eventually.isTrue(
                    "it is said", () -> node.signals.ephemeral.appended().size() == 1);
            ann.send(send("m1"));
            awaitAccepted(ann);
            Eventually.isTrue(
                    "it is over", () -> node.signals.ephemeral.appended().size() == 2);
            ann.send(typing(DIRECT, true));
            Eventually.isTrue(
                    "the next one", () -> node.signals.ephemeral.appended().size() == 3);
            assertEquals(
                    List.of(said(DIRECT, true), said(DIRECT, false), said(DIRECT, true)),
                    node.signals.ephemeral.appended());
        }
    }

    /** Readers end it at the message. */
    @Test
    void theMessageHasComeAndNothingIsSaidWhereTypingCameLongBefore() {
        node.token(TENANT, "bob");
        try (var ann = live(node, "ann")) {
            ann.send(typing(DIRECT, true));
            Eventually.isTrue(
                    "it is said", () -> node.signals.ephemeral.appended().size() == 1);
            node.signals.advance(Duration.ofSeconds(1));
            ann.send(send("m1"));
            awaitAccepted(ann);
            ann.send(typing(DIRECT, true));
            Eventually.isTrue(
                    "the next one", () -> node.signals.ephemeral.appended().size() == 2);
            assertEquals(List.of(said(DIRECT, true), said(DIRECT, true)), node.signals.ephemeral.appended());
        }
    }

    @Test
    void theMessageHasComeFromElsewhereAndTheBoardKnowsIt() {
        try (var bob = live(node, "bob");
                var cem = live(node, "cem")) {
            node.signals.ephemeral.show(said(LARGE, true), InMemoryEphemeral.AT);
            expect(ONE_TYPES, bob, cem);
            node.log.append(
                    Event.newBuilder(message(TENANT, LARGE, 5)).setActor("ann").build());
            bob.events(LARGE, 1);
            cem.events(LARGE, 1);
            settle(node);
            node.signals.advance(Duration.ofSeconds(2));
            expect(NOBODY_TYPES, bob, cem);
        }
    }

    @Test
    void theUserLeaves() {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            ann.send(typing(LARGE, true));
            expect(ONE_TYPES, bob);
            node.log.append(left(TENANT, LARGE, 5, "ann"));
            bob.events(LARGE, 1);
            ann.events(LARGE, 1);
            settle(node);
            node.signals.advance(Duration.ofSeconds(2));
            expect(NOBODY_TYPES, bob);
            ann.send(typing(LARGE, true));
            assertEquals(
                    "conversation-not-found",
                    ann.expect("rejected").path("code").textValue());
            ann.breakOff();
            Eventually.isTrue("she is gone", () -> node.metric("parley_ws_fanout_sockets") == 1);
            settle(node);
            assertEquals(List.of(said(LARGE, true)), node.signals.ephemeral.appended());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LARGE, DIRECT})
    void lateJoinersAreToldNothing(String conversation) {
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            ann.send(typing(conversation, true));
            assertFalse(bob.expect("typing").path("users").isEmpty());
            try (var late = live(node, "bob")) {
                settle(node);
                late.expectNothing();
            }
        }
    }
}
