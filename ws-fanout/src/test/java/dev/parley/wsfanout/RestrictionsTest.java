package dev.parley.wsfanout;

import static dev.parley.wsfanout.InMemorySignals.read;
import static dev.parley.wsfanout.LiveSockets.live;
import static dev.parley.wsfanout.LiveSockets.settle;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.event;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is live between users of whom one blocks the other, and of members who may not write. Ann and Bob talk, and are in group x. */
class RestrictionsTest {
    private static final String DIRECT = "d:ann:bob";
    private static final String GROUP = "g:x";

    private RunningNode node;
    private long version;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.log.append(
                message(TENANT, DIRECT, 1),
                created(TENANT, GROUP, 1, "ann"),
                joined(TENANT, GROUP, 2, "ann"),
                joined(TENANT, GROUP, 3, "bob"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void show(String user, PresenceState state) {
        node.signals.show(Presence.newBuilder()
                .setTenant(TENANT)
                .setUser(user)
                .setState(state)
                .setVersion(++version)
                .setUpdatedAt(Instant.EPOCH)
                .build());
    }

    private static String typing(String conversation) {
        return "{\"type\":\"typing\",\"ref\":\"t\",\"conversation\":\"" + conversation + "\",\"on\":true}";
    }

    private static String stateIn(TestSocket socket) {
        return socket.answer().at("/items/0/state").textValue();
    }

    private static String describe(JsonNode frame) {
        return frame.path("type").textValue() + " " + frame.path("conversation").textValue();
    }

    /** Ann blocks Bob, or something else of hers. */
    private static Event byAnn(long seq, Object body) {
        return Event.newBuilder(event(TENANT, DIRECT, seq, body))
                .setActor("ann")
                .build();
    }

    @Test
    void endPresenceWithTheBlockAndBeginItWithItsEnd() {
        show("bob", PresenceState.ONLINE);
        try (var ann = live(node, "ann")) {
            ann.send("{\"type\":\"presence.watch\",\"users\":[\"bob\"]}");
            assertEquals("online", stateIn(ann));
            node.log.append(byAnn(2, new UserBlocked("bob")));
            assertEquals("offline", stateIn(ann));
            show("bob", PresenceState.BUSY);
            node.log.append(byAnn(3, new UserUnblocked("bob")));
            assertEquals("busy", stateIn(ann));
        }
    }

    @Test
    void hideTypingTransientsAndReceiptsOfTheTwoFromEachOther() {
        node.signals.show(new Restriction(TENANT, DIRECT, "bob", true, null, 2L));
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            for (var socket : List.of(ann, bob)) {
                socket.send(typing(DIRECT));
                socket.send("{\"type\":\"transient\",\"conversation\":\"" + DIRECT + "\",\"data\":{}}");
            }
            node.signals.show(read(TENANT, DIRECT, "ann", 1).build());
            // Behind the others of each: what is shown of them has been shown by then.
            ann.send(typing(GROUP));
            bob.send(typing(GROUP));
            assertEquals(
                    Set.of("receipt " + DIRECT, "typing " + GROUP),
                    shownTo(ann, "receipt " + DIRECT, "typing " + GROUP));
            assertEquals(Set.of("typing " + GROUP), shownTo(bob, "typing " + GROUP));
        }
    }

    /** What a socket is shown until it has seen all of these, and then what else the node has for it. */
    private Set<String> shownTo(TestSocket socket, String... awaited) {
        var shown = new HashSet<String>();
        while (!shown.containsAll(List.of(awaited))) {
            shown.add(describe(socket.nextText()));
        }
        settle(node);
        socket.send("{\"type\":\"ping\"}");
        for (var next = socket.nextText(); !next.path("type").textValue().equals("pong"); next = socket.nextText()) {
            shown.add(describe(next));
        }
        return shown;
    }

    @Test
    void refuseTypingAndTransientsOfMutedMembers() {
        try (var bob = live(node, "bob")) {
            node.log.append(event(TENANT, GROUP, 4, new MemberMuted("bob", null)));
            bob.expect("event");
            bob.send(typing(GROUP));
            assertEquals("muted", bob.expect("rejected").path("code").textValue());
            bob.send("{\"type\":\"transient\",\"conversation\":\"" + GROUP + "\",\"data\":{}}");
            assertEquals("muted", bob.expect("rejected").path("code").textValue());
            bob.send("{\"type\":\"typing\",\"conversation\":\"" + GROUP + "\",\"on\":false}");
            node.log.append(event(TENANT, GROUP, 5, new MemberUnmuted("bob")));
            bob.expect("event");
            bob.send(typing(GROUP));
            settle(node);
            bob.expectNothing();
        }
    }

    @Test
    void areKnownOfMembersWhoWereMutedBeforeTheNodeBegan() {
        node.signals.show(
                new Restriction(TENANT, GROUP, "bob", false, Instant.now().plusSeconds(600), 4L));
        try (var bob = live(node, "bob")) {
            bob.send(typing(GROUP));
            assertEquals("muted", bob.expect("rejected").path("code").textValue());
        }
    }
}
