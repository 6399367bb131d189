package dev.parley.wsfanout;

import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.event;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.UserBlocked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A direct conversation that begins with a block or a request, and gets its first message later. */
class RelationEventsTest {
    private static final String DIRECT = "d:ann:bob";

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void append() {
        node.log.append(
                event(TENANT, DIRECT, 1, new FriendRequested("bob")),
                event(TENANT, DIRECT, 2, new UserBlocked("bob")),
                message(TENANT, DIRECT, 3));
    }

    private static void assertAll(TestSocket socket) {
        for (var name : new String[] {"friend.requested", "user.blocked", "message.created"}) {
            assertEquals(name, socket.expect("event").path("event").textValue());
        }
    }

    @Test
    void isSentLiveToTheTwoAndToNobodyElse() {
        try (var ann = node.resume("ann", "{\"d:ann:bob\":0}");
                var bob = node.resume("bob", "{\"d:ann:bob\":0}");
                var cem = node.resume("cem", "{}")) {
            ann.expect("caught-up");
            bob.expect("caught-up");
            append();
            assertAll(ann);
            assertAll(bob);
            cem.expectNothing();
        }
    }

    @Test
    void isResumedFromItsBegin() {
        append();
        try (var bob = node.resume("bob", "{\"d:ann:bob\":0}")) {
            assertAll(bob);
            assertEquals(3, bob.expect("caught-up").path("seq").intValue());
        }
    }

    @Test
    void isListedWithItsHeadAndGoesOnFromThere() {
        node.log.append(event(TENANT, DIRECT, 1, new UserBlocked("bob")));
        try (var socket = node.connect("ann")) {
            socket.send("{\"type\":\"hello\"}");
            var conversations = socket.expect("welcome").path("conversations");
            assertEquals(1, conversations.path(DIRECT).intValue());
            node.log.append(message(TENANT, DIRECT, 2));
            assertEquals(2, socket.expect("event").path("seq").intValue());
        }
    }
}
