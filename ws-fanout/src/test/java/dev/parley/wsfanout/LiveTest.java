package dev.parley.wsfanout;

import static dev.parley.wsfanout.stream.SampleEvents.added;
import static dev.parley.wsfanout.stream.SampleEvents.banned;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.deleted;
import static dev.parley.wsfanout.stream.SampleEvents.event;
import static dev.parley.wsfanout.stream.SampleEvents.id;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.left;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static dev.parley.wsfanout.stream.SampleEvents.removed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageKind;
import dev.parley.testkit.Eventually;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while people are connected. */
class LiveTest {
    private static final String TENANT = RunningNode.TENANT;

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** Connected, and live: a welcome comes a moment before. */
    private TestSocket live(String user) {
        var socket = node.resume(user, "{\"d:" + user + ":~\":0}");
        socket.expect("caught-up");
        return socket;
    }

    private static Event[] messages(String conversation, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> message(TENANT, conversation, seq))
                .toArray(Event[]::new);
    }

    @Test
    void makesBothMembersWithTheFirstMessage() {
        try (var ann = live("ann");
                var bob = live("bob");
                var cem = live("cem")) {
            node.log.append(messages("d:ann:bob", 1, 3));
            assertEquals(List.of(1L, 2L, 3L), ann.events("d:ann:bob", 3));
            assertEquals(List.of(1L, 2L, 3L), bob.events("d:ann:bob", 3));
            cem.expectNothing();
        }
    }

    @Test
    void sendsToEveryDevice() {
        try (var phone = live("ann");
                var laptop = live("ann")) {
            node.log.append(messages("d:ann:bob", 1, 1));
            assertEquals(List.of(1L), phone.events("d:ann:bob", 1));
            assertEquals(List.of(1L), laptop.events("d:ann:bob", 1));
        }
    }

    @Test
    void beginsWithTheJoinAndEndsWithTheLeaving() {
        try (var ann = live("ann");
                var bob = live("bob")) {
            node.log.append(created(TENANT, "g:x", 1, "ann"), joined(TENANT, "g:x", 2, "ann"));
            node.log.append(messages("g:x", 3, 4));
            node.log.append(joined(TENANT, "g:x", 5, "bob"), message(TENANT, "g:x", 6), left(TENANT, "g:x", 7, "bob"));
            node.log.append(messages("g:x", 8, 9));
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), ann.events("g:x", 9));
            assertEquals(List.of(5L, 6L, 7L), bob.events("g:x", 3));
            bob.expectNothing();
        }
    }

    /** Whatever a client shows of it: what is deleted must leave every screen. */
    @Test
    void tellsEveryDeviceWhatWasDeletedAndThoseThatWereAway() {
        var deleted = event(TENANT, "d:ann:bob", 2, new MessageDeleted("m1", 1L, "ann", false, null));
        try (var phone = live("bob");
                var laptop = live("bob")) {
            node.log.append(message(TENANT, "d:ann:bob", 1), deleted);
            for (var device : List.of(phone, laptop)) {
                device.expect("event");
                var event = device.expect("event");
                assertEquals("message.deleted", event.path("event").textValue());
                assertEquals("m1", event.at("/data/messageId").textValue());
            }
        }
        try (var back = node.resume("bob", "{\"d:ann:bob\":1}")) {
            assertEquals("message.deleted", back.expect("event").path("event").textValue());
        }
    }

    @Test
    void beginsWhereAUserIsAddedAndEndsWhereTheyAreRemoved() {
        try (var ann = live("ann");
                var bob = live("bob")) {
            node.log.append(created(TENANT, "g:x", 1, "ann"), joined(TENANT, "g:x", 2, "ann"));
            node.log.append(message(TENANT, "g:x", 3), added(TENANT, "g:x", 4, "bob"), message(TENANT, "g:x", 5));
            node.log.append(removed(TENANT, "g:x", 6, "bob"));
            node.log.append(messages("g:x", 7, 8));
            assertEquals(List.of(4L, 5L, 6L), bob.events("g:x", 3));
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L), ann.events("g:x", 8));
            bob.expectNothing();
        }
    }

    @Test
    void endsForAllWithTheGroupAndShowsTheNextOneToItsMembersOnly() {
        try (var ann = live("ann");
                var bob = live("bob")) {
            node.log.append(created(TENANT, "g:x", 1, "ann"), joined(TENANT, "g:x", 2, "ann"));
            node.log.append(added(TENANT, "g:x", 3, "bob"), deleted(TENANT, "g:x", 4));
            node.log.append(created(TENANT, "g:x", 5, "cem"), joined(TENANT, "g:x", 6, "cem"));
            node.log.append(message(TENANT, "g:x", 7), joined(TENANT, "g:x", 8, "bob"), message(TENANT, "g:x", 9));
            assertEquals(List.of(1L, 2L, 3L, 4L), ann.events("g:x", 4));
            assertEquals(List.of(3L, 4L, 8L, 9L), bob.events("g:x", 4));
            ann.expectNothing();
        }
    }

    @Test
    void aBanInAFloodEndsWithItsSeq() {
        try (var ann = live("ann");
                var bob = live("bob")) {
            node.log.append(created(TENANT, "g:x", 1, "ann"), joined(TENANT, "g:x", 2, "ann"));
            node.log.append(joined(TENANT, "g:x", 3, "bob"));
            node.log.append(messages("g:x", 4, 200));
            node.log.append(banned(TENANT, "g:x", 201, "bob", true));
            node.log.append(messages("g:x", 202, 300));
            assertEquals(LongStream.rangeClosed(1, 300).boxed().toList(), ann.events("g:x", 300));
            assertEquals(LongStream.rangeClosed(3, 201).boxed().toList(), bob.events("g:x", 199));
            bob.expectNothing();
        }
    }

    @Test
    void aBanOfANonMemberChangesNothingForAnybody() {
        try (var ann = live("ann");
                var bob = live("bob")) {
            node.log.append(created(TENANT, "g:x", 1, "ann"), joined(TENANT, "g:x", 2, "ann"));
            node.log.append(banned(TENANT, "g:x", 3, "bob", false), message(TENANT, "g:x", 4));
            assertEquals(List.of(1L, 2L, 3L, 4L), ann.events("g:x", 4));
            bob.expectNothing();
        }
    }

    @Test
    void showsNothingOfAnotherTenant() {
        try (var ann = live("ann")) {
            node.log.append(
                    message(RunningNode.OTHER_TENANT, "d:ann:bob", 1),
                    created(RunningNode.OTHER_TENANT, "g:x", 1, "ann"),
                    joined(RunningNode.OTHER_TENANT, "g:x", 2, "ann"));
            ann.expectNothing();
        }
    }

    @Test
    void showsTheRepeatOfAnAbortedTransactionOnce() {
        try (var ann = live("ann")) {
            node.log.appendTwice(messages("d:ann:bob", 1, 20));
            node.log.append(messages("d:ann:bob", 21, 21));
            assertEquals(LongStream.rangeClosed(1, 21).boxed().toList(), ann.events("d:ann:bob", 21));
            assertEquals(0, node.metric("parley_ws_fanout_divergent_events"));
        }
    }

    @Test
    void saysThatADifferentEventCameAtAKnownSeq() {
        try (var ann = live("ann");
                var cem = live("cem")) {
            node.log.append(messages("d:ann:bob", 1, 2));
            ann.events("d:ann:bob", 2);
            var other = event(
                    TENANT,
                    "d:ann:bob",
                    2,
                    new MessageCreated("other", MessageKind.TEXT, null, null, null, null, false));
            node.log.append(Event.newBuilder(other).setEventId(id(4711)).build());
            var resync = ann.expect("resync");
            assertEquals("d:ann:bob", resync.path("conversation").textValue());
            assertEquals("divergent", resync.path("reason").textValue());
            assertEquals(2, resync.path("seq").intValue());
            cem.expectNothing();
            assertEquals(1, node.metric("parley_ws_fanout_divergent_events"));
        }
    }

    @Test
    void countsWhatItDoes() {
        try (var ann = live("ann");
                var bob = live("bob")) {
            node.log.append(messages("d:ann:bob", 1, 5));
            ann.events("d:ann:bob", 5);
            bob.events("d:ann:bob", 5);
            assertEquals(2, node.metric("parley_ws_fanout_sockets"));
            assertEquals(10, node.metric("parley_ws_fanout_deliveries"));
            assertEquals(2, node.metric("parley_ws_fanout_frames_in"));
        }
        Eventually.isTrue("both sockets are gone", () -> node.metric("parley_ws_fanout_sockets") == 0);
    }
}
