package dev.parley.wsfanout;

import static dev.parley.wsfanout.stream.SampleEvents.banned;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.deleted;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.left;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static dev.parley.wsfanout.stream.SampleEvents.removed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Event;
import dev.parley.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get who were away. */
class ResumeTest {
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

    private static Event[] messages(String conversation, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> message(TENANT, conversation, seq))
                .toArray(Event[]::new);
    }

    private static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private void group(String... members) {
        node.log.append(created(TENANT, "g:x", 1, "owner"), joined(TENANT, "g:x", 2, "owner"));
        for (var i = 0; i < members.length; i++) {
            node.log.append(joined(TENANT, "g:x", 3 + i, members[i]));
        }
    }

    private static void assertCaughtUp(TestSocket socket, String conversation, long seq) {
        var caughtUp = socket.expect("caught-up");
        assertEquals(conversation, caughtUp.path("conversation").textValue());
        assertEquals(seq, caughtUp.path("seq").longValue());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsWhatWasMissedThenSaysSo(boolean isSinkUp) {
        if (!isSinkUp) {
            node.log.stopSink();
        }
        node.log.append(messages("d:ann:bob", 1, 250));
        try (var ann = node.resume("ann", "{\"d:ann:bob\":40}")) {
            assertEquals(seqs(41, 250), ann.events("d:ann:bob", 210));
            assertCaughtUp(ann, "d:ann:bob", 250);
            node.log.append(messages("d:ann:bob", 251, 252));
            assertEquals(seqs(251, 252), ann.events("d:ann:bob", 2));
        }
    }

    @Test
    void beginsAtTheStoredHeadsWithoutAResume() {
        node.log.append(messages("d:ann:bob", 1, 5));
        try (var socket = node.connect("ann")) {
            socket.send("{\"type\":\"hello\"}");
            assertEquals(
                    5,
                    socket.expect("welcome")
                            .path("conversations")
                            .path("d:ann:bob")
                            .intValue());
            node.log.append(messages("d:ann:bob", 6, 7));
            assertEquals(seqs(6, 7), socket.events("d:ann:bob", 2));
        }
    }

    @Test
    void beginsWhereTheUserJoinedWhatTheClientDoesNotList() {
        group("ann");
        node.log.append(messages("g:x", 4, 6));
        try (var ann = node.resume("ann", "{}")) {
            assertEquals(seqs(3, 6), ann.events("g:x", 4));
            assertCaughtUp(ann, "g:x", 6);
        }
    }

    @Test
    void givesFormerMembersWhatTheyMissedUpToTheEnd() {
        group("ann");
        node.log.append(messages("g:x", 4, 6));
        node.log.append(left(TENANT, "g:x", 7, "ann"));
        node.log.append(messages("g:x", 8, 9));
        try (var ann = node.resume("ann", "{\"g:x\":4}")) {
            assertEquals(seqs(5, 7), ann.events("g:x", 3));
            assertCaughtUp(ann, "g:x", 7);
            ann.expectNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesARemovedMemberWhatTheyMissedUpToTheRemoval(boolean isSinkUp) {
        group("ann");
        if (!isSinkUp) {
            node.log.stopSink();
        }
        node.log.append(messages("g:x", 4, 6));
        node.log.append(removed(TENANT, "g:x", 7, "ann"));
        node.log.append(messages("g:x", 8, 9));
        try (var ann = node.resume("ann", "{\"g:x\":4}")) {
            assertEquals(seqs(5, 7), ann.events("g:x", 3));
            assertCaughtUp(ann, "g:x", 7);
            ann.expectNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesMembersOfADeletedGroupItsEndAndNothingOfTheNextOne(boolean isSinkUp) {
        group("ann");
        if (!isSinkUp) {
            node.log.stopSink();
        }
        node.log.append(message(TENANT, "g:x", 4), deleted(TENANT, "g:x", 5));
        node.log.append(created(TENANT, "g:x", 6, "cem"), joined(TENANT, "g:x", 7, "cem"));
        node.log.append(messages("g:x", 8, 9));
        try (var ann = node.resume("ann", "{\"g:x\":3}");
                var cem = node.resume("cem", "{\"g:x\":0}")) {
            assertEquals(seqs(4, 5), ann.events("g:x", 2));
            assertCaughtUp(ann, "g:x", 5);
            ann.expectNothing();
            // The owner's position is of a time in which the group was another one.
            assertEquals(9, lastOf(cem));
        }
    }

    /** Fails where something of the former group comes. */
    private static long lastOf(TestSocket socket) {
        var seq = socket.events("g:x", 1).getFirst();
        assertTrue(seq >= 6, "seq " + seq);
        while (seq < 9) {
            seq = socket.events("g:x", 1).getFirst();
        }
        return seq;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesTheBannedWhatTheyMissedUpToTheBan(boolean isSinkUp) {
        if (!isSinkUp) {
            node.log.stopSink();
        }
        group("ann");
        node.log.append(messages("g:x", 4, 150));
        node.log.append(banned(TENANT, "g:x", 151, "ann", true));
        node.log.append(messages("g:x", 152, 160));
        // A ban that is changed later ends no membership again.
        node.log.append(banned(TENANT, "g:x", 161, "ann", false));
        node.log.append(messages("g:x", 162, 170));
        try (var ann = node.resume("ann", "{\"g:x\":4}")) {
            assertEquals(seqs(5, 151), ann.events("g:x", 147));
            assertCaughtUp(ann, "g:x", 151);
            ann.expectNothing();
        }
    }

    @Test
    void givesFormerMembersNothingOfTheTimeBeforeTheyCame() {
        group("bob", "cem", "ann");
        node.log.append(left(TENANT, "g:x", 6, "ann"));
        try (var ann = node.resume("ann", "{\"g:x\":0}")) {
            assertEquals(seqs(5, 6), ann.events("g:x", 2));
            assertCaughtUp(ann, "g:x", 6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"g:x", "g:nowhere", "d:bob:cem", "nonsense", ""})
    void tellsNothingOfAConversationThatTheUserIsNotIn(String conversation) {
        group("bob");
        node.log.append(messages("d:bob:cem", 1, 3));
        try (var ann = node.resume("ann", "{\"" + conversation + "\":1}")) {
            var resync = ann.expect("resync");
            assertEquals(conversation, resync.path("conversation").textValue());
            assertEquals("not-a-member", resync.path("reason").textValue());
            assertTrue(resync.path("seq").isMissingNode(), "the seq would tell that it is there");
            ann.expectNothing();
        }
        assertEquals(1, node.metric("parley_ws_fanout_resync"));
    }

    @Test
    void putsAFalsePositionBackToTheHead() {
        node.log.append(messages("d:ann:bob", 1, 5));
        try (var ann = node.resume("ann", "{\"d:ann:bob\":90}")) {
            var resync = ann.expect("resync");
            assertEquals("unknown-position", resync.path("reason").textValue());
            assertEquals(5, resync.path("seq").intValue());
            assertCaughtUp(ann, "d:ann:bob", 5);
            node.log.append(messages("d:ann:bob", 6, 6));
            assertEquals(seqs(6, 6), ann.events("d:ann:bob", 1));
        }
    }

    @Test
    void resumesWhileTheSinkStandsAndPeopleReconnect() {
        group("ann");
        var seq = new AtomicLong(3);
        var isOver = new AtomicBoolean();
        node.log.stopSink();
        var writer = Thread.startVirtualThread(() -> {
            while (!isOver.get()) {
                var next = seq.incrementAndGet();
                if (next % 7 == 0) {
                    node.log.appendTwice(messages("g:x", next, next));
                } else {
                    node.log.append(messages("g:x", next, next));
                }
                LockSupport.parkNanos(50_000);
            }
        });
        var got = new ArrayList<Long>();
        for (var i = 0; i < 20; i++) {
            var last = got.isEmpty() ? 3 : got.getLast();
            try (var ann = node.resume("ann", "{\"g:x\":" + last + "}")) {
                readSome(ann, got, last + 50);
                ann.breakOff();
            }
        }
        isOver.set(true);
        assertEquals(seqs(4, got.getLast()), got);
        Eventually.isTrue("the writer has ended", () -> !writer.isAlive());
    }

    private static void readSome(TestSocket socket, List<Long> got, long until) {
        while (got.isEmpty() || got.getLast() < until) {
            var frame = socket.nextText();
            if (frame.path("type").textValue().equals("event")) {
                got.add(frame.path("seq").longValue());
            }
        }
    }

    @Test
    void readsTheTopicWhereTheRingDoesNotReachBack() {
        node.log.stopSink();
        // More than the ring of the test holds.
        for (var from = 1L; from < 6_000; from += 500) {
            node.log.append(messages("d:ann:bob", from, from + 499));
        }
        try (var ann = node.resume("ann", "{\"d:ann:bob\":10}")) {
            assertEquals(seqs(11, 6_000), ann.events("d:ann:bob", 5_990));
            assertCaughtUp(ann, "d:ann:bob", 6_000);
        }
    }

    @Test
    void asksTheClientToComeAgainWhenTheStoreIsDown() {
        node.log.setStoreUp(false);
        try (var socket = node.connect("ann")) {
            socket.send("{\"type\":\"hello\"}");
            assertEquals(
                    "store-unavailable", socket.expect("error").path("code").textValue());
            assertEquals(1013, socket.closeCode());
        }
    }

    @Test
    void keepsLiveSessionsWhenTheStoreIsDown() {
        try (var ann = node.resume("ann", "{\"d:ann:bob\":0}")) {
            ann.expect("caught-up");
            node.log.setStoreUp(false);
            node.log.append(messages("d:ann:bob", 1, 3));
            assertEquals(seqs(1, 3), ann.events("d:ann:bob", 3));
        }
    }
}
