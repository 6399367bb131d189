package dev.parley.wsfanout;

import static dev.parley.wsfanout.RunningNode.OTHER_TENANT;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Lease;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.SetPresence;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients say of their users and are shown of others. Ann is in group x. */
class PresenceFramesTest {
    private RunningNode node;
    private long version;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.log.append(created(TENANT, "g:x", 1, "ann"), joined(TENANT, "g:x", 2, "ann"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** Live: it is shown what is for its user. */
    private TestSocket live(String user) {
        var socket = node.hello(user);
        socket.send("{\"type\":\"receipt\",\"ref\":\"live\",\"conversation\":\"g:none\",\"readUpTo\":1}");
        socket.expect("rejected");
        return socket;
    }

    private void show(String tenant, String user, PresenceState state, PresenceChoice choice) {
        node.signals.show(Presence.newBuilder()
                .setTenant(tenant)
                .setUser(user)
                .setState(state)
                .setChoice(choice)
                .setVersion(++version)
                .setUpdatedAt(Instant.EPOCH)
                .build());
    }

    private static String presence(String user, String state) {
        return "{\"type\":\"presence\",\"items\":[{\"user\":\"" + user + "\",\"state\":\"" + state + "\"}]}";
    }

    private List<Lease> choices() {
        return node.signals.leases.leases().stream()
                .filter(lease -> lease.getBody() instanceof SetPresence)
                .toList();
    }

    @Test
    void setsWhatTheUserIsShownAs() {
        var until = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(3_600);
        try (var ann = node.hello("ann")) {
            ann.send("{\"type\":\"presence.set\",\"ref\":\"8\",\"state\":\"busy\",\"text\":\"Soon\",\"until\":\""
                    + until + "\"}");
            assertEquals("8", ann.expect("presence-ok").path("ref").textValue());
            ann.send("{\"type\":\"presence.set\",\"state\":\"online\"}");
            ann.expectNothing();
        }
        assertEquals(
                List.of(
                        new Lease(TENANT, "ann", new SetPresence(PresenceChoice.BUSY, "Soon", until)),
                        new Lease(TENANT, "ann", new SetPresence(PresenceChoice.ONLINE, null, null))),
                choices());
    }

    @Test
    void saysWhenItIsNotKnownWhetherTheLogHasIt() {
        node.signals.leases.isUp = false;
        try (var ann = node.hello("ann")) {
            ann.send("{\"type\":\"presence.set\",\"ref\":\"8\",\"state\":\"busy\"}");
            var error = ann.expect("error");
            assertEquals("8", error.path("ref").textValue());
            assertEquals("log-unavailable", error.path("code").textValue());
            node.signals.leases.hasRoom = false;
            ann.send("{\"type\":\"presence.set\",\"state\":\"busy\"}");
            assertEquals("too-busy", ann.expect("rejected").path("code").textValue());
        }
    }

    @Test
    void showsTheOwnDevicesTheChoiceAndOthersNothingOfIt() {
        try (var phone = live("ann");
                var laptop = live("ann");
                var bob = live("bob")) {
            show(TENANT, "ann", PresenceState.ONLINE, PresenceChoice.ONLINE);
            assertEquals(presence("ann", "online"), phone.expect("presence").toString());
            assertEquals(presence("ann", "online"), laptop.expect("presence").toString());
            bob.send("{\"type\":\"presence.watch\",\"users\":[\"ann\"]}");
            assertEquals(presence("ann", "online"), bob.expect("presence").toString());
            show(TENANT, "ann", PresenceState.OFFLINE, PresenceChoice.INVISIBLE);
            assertEquals(presence("ann", "invisible"), phone.expect("presence").toString());
            assertEquals(presence("ann", "invisible"), laptop.expect("presence").toString());
            assertEquals(presence("ann", "offline"), bob.expect("presence").toString());
            show(TENANT, "ann", PresenceState.OFFLINE, PresenceChoice.ONLINE);
            assertEquals(presence("ann", "offline"), phone.expect("presence").toString());
            bob.expectNothing();
        }
    }

    @Test
    void watchesUsersAndShowsTheirChanges() {
        show(TENANT, "bob", PresenceState.AWAY, PresenceChoice.AWAY);
        try (var ann = node.hello("ann");
                var cem = node.hello("cem")) {
            ann.send("{\"type\":\"presence.watch\",\"ref\":\"9\",\"users\":[\"bob\",\"nobody\",\"bob\"]}");
            assertEquals(
                    "{\"type\":\"presence\",\"ref\":\"9\",\"items\":[{\"user\":\"bob\",\"state\":\"away\"},"
                            + "{\"user\":\"nobody\",\"state\":\"offline\"}]}",
                    ann.expect("presence").toString());
            show(TENANT, "bob", PresenceState.BUSY, PresenceChoice.BUSY);
            assertEquals(presence("bob", "busy"), ann.expect("presence").toString());
            cem.expectNothing();
            assertEquals(2, node.metric("parley_ws_fanout_presence_watches"));
        }
        Eventually.isTrue(
                "the watches end with the socket", () -> node.metric("parley_ws_fanout_presence_watches") == 0);
    }

    /** One who does not exist, one who was never there, one who is invisible, one of another tenant: all the same. */
    @Test
    void tellsAStrangerNothing() {
        node.token(TENANT, "never");
        show(OTHER_TENANT, "other", PresenceState.ONLINE, PresenceChoice.ONLINE);
        try (var ann = node.hello("ann");
                var foreign = TestSocket.open(node.front.port(), node.token(OTHER_TENANT, "ann"))) {
            ann.send("{\"type\":\"presence.watch\",\"users\":[\"nobody\",\"never\",\"other\",\"hidden\"]}");
            var items = ann.expect("presence").path("items");
            items.forEach(item -> assertEquals("offline", item.path("state").textValue()));
            items.forEach(item -> assertEquals(2, item.size()));
            foreign.send("{\"type\":\"hello\"}");
            foreign.expect("welcome");
            foreign.send("{\"type\":\"presence.watch\",\"users\":[\"bob\"]}");
            foreign.expect("presence");
            show(OTHER_TENANT, "other", PresenceState.BUSY, PresenceChoice.BUSY);
            show(TENANT, "bob", PresenceState.ONLINE, PresenceChoice.ONLINE);
            show(TENANT, "hidden", PresenceState.OFFLINE, PresenceChoice.INVISIBLE);
            ann.send("{\"type\":\"presence.watch\",\"users\":[]}");
            ann.expect("presence");
            foreign.send("{\"type\":\"presence.watch\",\"users\":[]}");
            foreign.expect("presence");
        }
    }

    @Test
    void watchesTheOtherOneOfAConversationOnTheScreen() {
        show(TENANT, "bob", PresenceState.ONLINE, PresenceChoice.ONLINE);
        try (var ann = live("ann")) {
            ann.send("{\"type\":\"conversation.open\",\"ref\":\"1\",\"conversation\":\"d:ann:bob\"}");
            var shown = ann.expect("presence");
            assertEquals("1", shown.path("ref").textValue());
            assertEquals("online", shown.at("/items/0/state").textValue());
            show(TENANT, "bob", PresenceState.OFFLINE, PresenceChoice.ONLINE);
            assertEquals(presence("bob", "offline"), ann.expect("presence").toString());
            ann.send("{\"type\":\"conversation.close\",\"conversation\":\"d:ann:bob\"}");
            ann.send("{\"type\":\"conversation.close\",\"conversation\":\"d:ann:bob\"}");
            ann.send("{\"type\":\"conversation.open\",\"conversation\":\"d:ann:cem\"}");
            ann.expect("presence");
            show(TENANT, "bob", PresenceState.ONLINE, PresenceChoice.ONLINE);
            show(TENANT, "cem", PresenceState.ONLINE, PresenceChoice.ONLINE);
            assertEquals(presence("cem", "online"), ann.expect("presence").toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"d:bob:cem", "g:secret", "g:none"})
    void takesAConversationOfOthersForOneThatIsNot(String conversation) {
        node.log.append(created(TENANT, "g:secret", 1, "bob"), joined(TENANT, "g:secret", 2, "bob"));
        try (var ann = live("ann")) {
            ann.send("{\"type\":\"conversation.open\",\"ref\":\"1\",\"conversation\":\"" + conversation + "\"}");
            var rejected = ann.expect("rejected");
            assertEquals("1", rejected.path("ref").textValue());
            assertEquals("conversation-not-found", rejected.path("code").textValue());
            ann.send("{\"type\":\"conversation.open\",\"ref\":\"2\",\"conversation\":\"g:x\"}");
            ann.expectNothing();
        }
    }

    @Test
    void opensFiftyConversationsAtTheSameTime() {
        try (var ann = live("ann")) {
            for (var i = 0; i <= 50; i++) {
                node.signals.advance(Duration.ofSeconds(1));
                ann.send("{\"type\":\"conversation.open\",\"conversation\":\"d:ann:u" + i + "\"}");
                ann.expect(i < 50 ? "presence" : "rejected");
            }
            ann.send("{\"type\":\"conversation.close\",\"conversation\":\"d:ann:u7\"}");
            ann.send("{\"type\":\"conversation.open\",\"conversation\":\"d:ann:u50\"}");
            ann.expect("presence");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "presence.set, '\"state\":\"busy\"', presence-ok",
        "presence.watch, '\"users\":[]', presence",
    })
    void takesOneASecondAndFiveAtOnce(String type, String fields, String answer) {
        try (var ann = node.hello("ann")) {
            var frame = "{\"type\":\"" + type + "\",\"ref\":\"1\"," + fields + "}";
            for (var i = 0; i < 5; i++) {
                ann.send(frame);
                ann.expect(answer);
            }
            ann.send(frame);
            var rejected = ann.expect("rejected");
            assertEquals("throttled", rejected.path("code").textValue());
            assertEquals(1_000, rejected.path("retryAfterMs").longValue());
            ann.send(frame.replace("\"ref\":\"1\",", ""));
            ann.send(frame.replace("\"ref\":\"1\",", ""));
            var throttled = ann.expect("throttled");
            assertEquals(type, throttled.path("feature").textValue());
            ann.expectNothing();
            node.signals.advance(Duration.ofSeconds(1));
            ann.send(frame);
            ann.expect(answer);
            assertEquals(3, node.metric("parley_ws_fanout_presence_throttled"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"presence.set\"} | state",
                "{\"type\":\"presence.set\",\"state\":\"offline\"} | state",
                "{\"type\":\"presence.set\",\"state\":{\"a\":1}} | state",
                "{\"type\":\"presence.set\",\"state\":\"busy\",\"text\":\"a\\u0000\"} | text",
                "{\"type\":\"presence.set\",\"state\":\"busy\",\"until\":\"2001-01-01T00:00:00Z\"} | until",
                "{\"type\":\"presence.watch\"} | users",
                "{\"type\":\"presence.watch\",\"users\":\"bob\"} | users",
                "{\"type\":\"presence.watch\",\"users\":[1]} | users",
                "{\"type\":\"presence.watch\",\"users\":[\"\"]} | users",
                "{\"type\":\"presence.watch\",\"users\":[\"a/b\"]} | users",
                "{\"type\":\"presence.watch\",\"users\":[\"a\\ud800\"]} | users",
                "{\"type\":\"conversation.open\"} | conversation",
                "{\"type\":\"conversation.open\",\"conversation\":\"x\"} | conversation",
                "{\"type\":\"conversation.open\",\"conversation\":\"d:bob:ann\"} | conversation",
                "{\"type\":\"conversation.close\",\"conversation\":7} | conversation",
            })
    void refusesWhatMakesNoSense(String frame, String field) {
        try (var ann = node.hello("ann")) {
            ann.send(frame);
            assertEquals(field, ann.expect("rejected").path("field").textValue());
            ann.expectNothing();
        }
        assertEquals(List.of(), choices());
    }

    @Test
    void watchesFiveHundredUsersAndNoMore() {
        try (var ann = node.hello("ann")) {
            for (var count : List.of(500, 501)) {
                var users = IntStream.range(0, count)
                        .mapToObj(i -> "\"" + "u".repeat(120) + i + "\"")
                        .toList();
                ann.send("{\"type\":\"presence.watch\",\"users\":" + users + "}");
                var frame = ann.nextText();
                assertEquals(
                        count == 500 ? "presence" : "rejected",
                        frame.path("type").textValue());
                assertEquals(count == 500 ? 500 : 0, frame.path("items").size());
            }
        }
    }

    /** Complaint 9. */
    @Test
    void saysUnknownWhereTheNodeCannotTellInsteadOfTheLastState() {
        show(TENANT, "bob", PresenceState.ONLINE, PresenceChoice.ONLINE);
        try (var ann = live("ann")) {
            ann.send("{\"type\":\"presence.watch\",\"users\":[\"bob\"]}");
            ann.expect("presence");
            node.signals.tail.isConnected = false;
            ann.send("{\"type\":\"conversation.open\",\"conversation\":\"d:ann:cem\"}");
            assertEquals(presence("cem", "unknown"), ann.expect("presence").toString());
            settle();
            node.signals.advance(Duration.ofSeconds(30));
            var unknown = ann.expect("presence");
            assertEquals(2, unknown.path("items").size());
            unknown.path("items")
                    .forEach(item -> assertEquals("unknown", item.path("state").textValue()));
            node.signals.tail.isConnected = true;
            var known = ann.expect("presence");
            assertEquals("online", known.at("/items/0/state").textValue());
            assertEquals("offline", known.at("/items/1/state").textValue());
        }
    }

    /** The board has looked at its tail. */
    private void settle() {
        var looked = new CountDownLatch(2);
        node.signals.tail.execute(looked::countDown);
        node.signals.tail.execute(looked::countDown);
        Eventually.isTrue("it has looked", () -> looked.getCount() == 0);
    }

    @Test
    void lookAtNoRecordThatConcernsNobody() {
        try (var ann = live("ann")) {
            show(TENANT, "bob", PresenceState.ONLINE, PresenceChoice.ONLINE);
            settle();
            ann.expectNothing();
            assertEquals(0, node.metric("parley_ws_fanout_presence_changes"));
            assertFalse(node.metric("parley_ws_fanout_presence_gathered") > 0);
        }
        assertTrue(choices().isEmpty());
    }
}
