package dev.parley.wsfanout;

import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.testkit.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ann's phone is on one node, her laptop and Bob on another; they meet in topics of a real broker. */
class TwoNodesIT {
    private static final String DIRECT = "d:ann:bob";

    private TestBroker broker;
    private RunningNode one;
    private RunningNode other;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start();
        try (var admin = Admin.create(broker.client())) {
            admin.createTopics(List.of(
                            new NewTopic("receipts", 4, (short) 1),
                            new NewTopic("ephemeral", 4, (short) 1),
                            new NewTopic("presence", 4, (short) 1),
                            new NewTopic("restrictions", 4, (short) 1),
                            new NewTopic("conversation-settings", 4, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        one = node("one");
        other = node("other");
    }

    private RunningNode node(String name) {
        var signals = new KafkaSignals(broker, name);
        var node = RunningNode.with(signals);
        signals.tail().start();
        // No stall of the machine makes a record too old for it.
        node.clock.advance(Duration.ofHours(-1));
        node.log.append(message(TENANT, DIRECT, 1), message(TENANT, DIRECT, 2), message(TENANT, DIRECT, 3));
        return node;
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        broker.close();
    }

    /** A session that is live. */
    private static TestSocket live(RunningNode node, String user) {
        var socket = node.hello(user);
        socket.send("{\"type\":\"receipt\",\"conversation\":\"g:none\",\"readUpTo\":1}");
        socket.expect("rejected");
        return socket;
    }

    private static void assertShows(long readUpTo, JsonNode frame) {
        assertEquals(DIRECT, frame.path("conversation").textValue());
        assertEquals("ann", frame.at("/receipts/0/user").textValue());
        assertEquals(readUpTo, frame.at("/receipts/0/readUpTo").longValue());
    }

    @Test
    void showThePresenceOfAUserToWatchersAndOwnDevicesOfBoth() {
        try (var phone = live(one, "ann");
                var laptop = live(other, "ann");
                var bob = live(other, "bob");
                var cem = live(one, "cem")) {
            for (var watcher : List.of(bob, cem)) {
                watcher.send("{\"type\":\"presence.watch\",\"users\":[\"ann\"]}");
                assertEquals("offline", stateIn(watcher.expect("presence")));
            }
            one.signals.show(ann(PresenceState.BUSY, PresenceChoice.BUSY, 1));
            for (var socket : List.of(phone, laptop, bob, cem)) {
                assertEquals("busy", stateIn(socket.expect("presence")));
            }
            one.signals.show(ann(PresenceState.OFFLINE, PresenceChoice.INVISIBLE, 2));
            assertEquals("invisible", stateIn(phone.expect("presence")));
            assertEquals("invisible", stateIn(laptop.expect("presence")));
            assertEquals("offline", stateIn(bob.expect("presence")));
            assertEquals("offline", stateIn(cem.expect("presence")));
        }
    }

    private static String stateIn(JsonNode frame) {
        return frame.at("/items/0/state").textValue();
    }

    private static Presence ann(PresenceState state, PresenceChoice choice, long version) {
        return Presence.newBuilder()
                .setTenant(TENANT)
                .setUser("ann")
                .setState(state)
                .setChoice(choice)
                .setVersion(version)
                .setUpdatedAt(InMemorySignals.AT)
                .build();
    }

    @Test
    void keepTheDevicesOfAUserInStep() {
        try (var phone = live(one, "ann");
                var laptop = live(other, "ann");
                var bob = live(other, "bob")) {
            phone.send("{\"type\":\"receipt\",\"conversation\":\"d:ann:bob\",\"readUpTo\":2}");
            var own = phone.expect("receipt");
            assertShows(2, own);
            assertEquals(98, own.path("unread").longValue());
            assertEquals(own, laptop.expect("receipt"));
            var shown = bob.expect("receipt");
            assertShows(2, shown);
            assertFalse(shown.has("unread"));

            laptop.send("{\"type\":\"receipt\",\"conversation\":\"d:ann:bob\",\"unreadAfter\":1}");
            var marked = phone.expect("receipt");
            assertShows(1, marked);
            assertTrue(marked.path("markedUnread").booleanValue());
            assertEquals(marked, laptop.expect("receipt"));
            assertShows(1, bob.expect("receipt"));
        }
    }

    @Test
    void showTheOtherOneWhoTypesAndNoOwnDevice() {
        try (var phone = live(one, "ann");
                var laptop = live(other, "ann");
                var bob = live(other, "bob")) {
            phone.send("{\"type\":\"typing\",\"conversation\":\"d:ann:bob\",\"on\":true}");
            assertTypes(true, bob.expect("typing"));
            phone.send("{\"type\":\"transient\",\"conversation\":\"d:ann:bob\",\"data\":{\"a\":1}}");
            assertEquals("{\"a\":1}", bob.expect("transient").path("data").toString());
            phone.close();
            assertTypes(false, bob.expect("typing"));
            laptop.expectNothing();
        }
    }

    private static void assertTypes(boolean isOn, JsonNode frame) {
        assertEquals(DIRECT, frame.path("conversation").textValue());
        assertEquals("[\"ann\"]", frame.path("users").toString());
        assertEquals(isOn, frame.path("on").booleanValue());
    }
}
