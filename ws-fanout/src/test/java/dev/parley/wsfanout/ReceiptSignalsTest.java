package dev.parley.wsfanout;

import static dev.parley.wsfanout.InMemorySignals.read;
import static dev.parley.wsfanout.LiveSockets.settle;
import static dev.parley.wsfanout.RunningNode.OTHER_TENANT;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.left;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Receipt;
import dev.parley.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are shown of each other's receipts. Ann and Bob are in group x, and talk. */
class ReceiptSignalsTest {
    private static final String GROUP = "g:x";
    private static final String DIRECT = "d:ann:bob";

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.log.append(
                created(TENANT, GROUP, 1, "ann"),
                joined(TENANT, GROUP, 2, "ann"),
                joined(TENANT, GROUP, 3, "bob"),
                message(TENANT, GROUP, 4),
                message(TENANT, DIRECT, 1));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** Both end at 100 now. */
    private void talk() {
        IntStream.rangeClosed(5, 100).forEach(seq -> node.log.append(message(TENANT, GROUP, seq)));
        IntStream.rangeClosed(2, 100).forEach(seq -> node.log.append(message(TENANT, DIRECT, seq)));
    }

    private TestSocket live(String user) {
        return LiveSockets.live(node, user);
    }

    private static String entry(String user, long readUpTo) {
        return "{\"user\":\"" + user + "\",\"readUpTo\":" + readUpTo + ",\"deliveredUpTo\":" + readUpTo
                + ",\"at\":\"2026-11-27T06:00:00.000Z\"}";
    }

    private static String shown(String conversation, String entries, String more) {
        return "{\"type\":\"receipt\",\"conversation\":\"" + conversation + "\",\"receipts\":[" + entries + "]" + more
                + "}";
    }

    private static String counts(long unread) {
        return ",\"unread\":" + unread + ",\"mentions\":1,\"markedUnread\":false,\"seq\":100";
    }

    private static void await(CountDownLatch latch) {
        Eventually.isTrue("it is done", () -> latch.getCount() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {GROUP, DIRECT})
    void showTheOthersHowFarAMemberIsAndItsOwnDevicesWhatIsUnread(String conversation) {
        talk();
        try (var phone = live("ann");
                var laptop = live("ann");
                var bob = live("bob")) {
            node.signals.show(read(TENANT, conversation, "ann", 7).build());
            assertEquals(
                    shown(conversation, entry("ann", 7), ""),
                    bob.expect("receipt").toString());
            var own = shown(conversation, entry("ann", 7), counts(93));
            assertEquals(own, phone.expect("receipt").toString());
            assertEquals(own, laptop.expect("receipt").toString());
            settle(node);
            phone.expectNothing();
            laptop.expectNothing();
            bob.expectNothing();
        }
    }

    @Test
    void tellTheOwnDevicesOfAMarkAsUnread() {
        talk();
        try (var ann = live("ann")) {
            node.signals.show(read(TENANT, GROUP, "ann", 4)
                    .setMarkedUnread(true)
                    .setVersion(9)
                    .build());
            var own = ann.expect("receipt");
            assertTrue(own.path("markedUnread").booleanValue());
            assertEquals(96, own.path("unread").longValue());
        }
    }

    @Test
    void countNothingWhereOnlyTheDeliveryHasMoved() {
        talk();
        try (var ann = live("ann")) {
            node.signals.show(read(TENANT, GROUP, "ann", 4).build());
            assertTrue(ann.expect("receipt").has("unread"));
            node.signals.show(read(TENANT, GROUP, "ann", 4)
                    .setDeliveredUpTo(9)
                    .setVersion(9)
                    .build());
            var own = ann.expect("receipt");
            assertEquals(9, own.at("/receipts/0/deliveredUpTo").longValue());
            assertFalse(own.has("unread"));
            assertFalse(own.path("markedUnread").booleanValue());
            assertEquals(1, node.signals.counted.get());
        }
    }

    @Test
    void needNoStoreWhereEverythingWasRead() {
        node.signals.isStoreUp = false;
        try (var ann = live("ann")) {
            node.signals.show(read(TENANT, GROUP, "ann", 4).build());
            var own = ann.expect("receipt");
            assertEquals(0, own.path("unread").asLong(-1));
            assertEquals(4, own.path("seq").longValue());
            assertEquals(0, node.signals.counted.get());
        }
    }

    @Test
    void goWithoutCountsWhileTheStoreIsDown() {
        talk();
        node.signals.isStoreUp = false;
        try (var ann = live("ann")) {
            node.signals.show(read(TENANT, GROUP, "ann", 4).build());
            assertFalse(ann.expect("receipt").has("unread"));
            assertEquals(1, node.metric("parley_ws_fanout_uncounted_receipts"));
            node.signals.isStoreUp = true;
            node.signals.show(read(TENANT, GROUP, "ann", 4).setVersion(5).build());
            assertTrue(ann.expect("receipt").has("unread"), "it is counted as soon as it can be");
        }
    }

    @Test
    void areCountedOneAtATimeAndThenTheLatest() {
        talk();
        node.signals.storeGate = new CountDownLatch(1);
        try (var ann = live("ann")) {
            node.signals.show(read(TENANT, GROUP, "ann", 4).build());
            Eventually.isTrue("the first is being counted", () -> node.signals.counted.get() == 1);
            IntStream.rangeClosed(5, 50)
                    .forEach(seq -> node.signals.show(read(TENANT, GROUP, "ann", seq)
                            .setMarkedUnread(true)
                            .build()));
            settle(node);
            ann.expectNothing();
            node.signals.storeGate.countDown();
            var readUpTo = 0L;
            var frames = 0;
            for (; readUpTo < 50; frames++) {
                readUpTo = ann.expect("receipt").at("/receipts/0/readUpTo").longValue();
            }
            assertEquals(2, frames, "the one that was being counted, and the latest");
            assertEquals(2, node.signals.counted.get());
        }
    }

    @Test
    void waitForALaterOneWhereTheUserReadsOn() {
        talk();
        try (var ann = live("ann")) {
            node.signals.show(read(TENANT, GROUP, "ann", 4).build());
            assertEquals(96, ann.expect("receipt").path("unread").longValue());
            node.signals.advance(Duration.ofMillis(1_900));
            node.signals.show(read(TENANT, GROUP, "ann", 5).build());
            settle(node);
            node.signals.advance(Duration.ofMillis(300));
            node.signals.show(read(TENANT, GROUP, "ann", 6).build());
            settle(node);
            ann.expectNothing();
            node.signals.advance(Duration.ofMillis(200));
            assertEquals(94, ann.expect("receipt").path("unread").longValue(), "a wait begins with the first");
            node.signals.show(read(TENANT, GROUP, "ann", 7).build());
            settle(node);
            ann.expectNothing();
            node.signals.show(read(TENANT, GROUP, "ann", 100).build());
            assertEquals(0, ann.expect("receipt").path("unread").asLong(-1));
            node.signals.advance(Duration.ofMillis(500));
            settle(node);
            ann.expectNothing();
            assertEquals(2, node.signals.counted.get(), "what was read to the head is not counted");
        }
    }

    @Test
    void goToNobodyElse() {
        node.log.append(
                joined(TENANT, GROUP, 5, "cem"),
                left(TENANT, GROUP, 6, "cem"),
                created(OTHER_TENANT, GROUP, 1, "ann"),
                joined(OTHER_TENANT, GROUP, 2, "bob"),
                message(OTHER_TENANT, DIRECT, 1));
        try (var former = live("cem");
                var stranger = live("dan");
                var otherAnn = LiveSockets.live(node, OTHER_TENANT, "ann");
                var otherBob = LiveSockets.live(node, OTHER_TENANT, "bob");
                var bob = live("bob")) {
            node.signals.show(read(TENANT, GROUP, "ann", 7).build());
            node.signals.show(read(TENANT, DIRECT, "ann", 7).build());
            node.signals.show(read(TENANT, "d:ann:zed", "ann", 7).build());
            // Of a membership that has ended by now.
            node.signals.show(read(TENANT, GROUP, "cem", 5).build());
            node.signals.show(read(TENANT, GROUP, "bob", 7).setIsMember(false).build());
            for (var users = 0; users < 3; ) {
                users += bob.expect("receipt").path("receipts").size();
            }
            settle(node);
            for (var other : new TestSocket[] {former, stranger, otherAnn, otherBob, bob}) {
                other.expectNothing();
            }
        }
    }

    @Test
    void endWithTheMembership() {
        try (var ann = live("ann");
                var bob = live("bob")) {
            node.log.append(left(TENANT, GROUP, 5, "bob"));
            bob.events(GROUP, 1);
            ann.events(GROUP, 1);
            node.signals.show(read(TENANT, GROUP, "ann", 5).build());
            assertEquals("ann", ann.expect("receipt").at("/receipts/0/user").textValue());
            node.signals.show(read(TENANT, GROUP, "bob", 5).build());
            assertEquals("bob", ann.expect("receipt").at("/receipts/0/user").textValue());
            settle(node);
            bob.expectNothing();
        }
    }

    @Test
    void areShownTogetherWhereTheyComeTogether() {
        try (var ann = live("ann")) {
            node.signals.sizes.put("acme/x", 3L);
            node.signals.show(read(TENANT, GROUP, "bob", 4).build());
            ann.expect("receipt");
            node.signals.showTogether(List.of(
                    read(TENANT, GROUP, "bob", 5).build(),
                    read(TENANT, GROUP, "cem", 5).build(),
                    read(TENANT, GROUP, "bob", 7).build()));
            assertEquals(
                    shown(GROUP, entry("cem", 5) + "," + entry("bob", 7), ""),
                    ann.expect("receipt").toString());
            assertEquals(2, node.metric("parley_ws_fanout_signals_merged"));
        }
    }

    @Test
    void areGatheredInALargerGroup() {
        node.signals.sizes.put("acme/x", 5_000L);
        try (var ann = live("ann");
                var bob = live("bob")) {
            awaitPacing(2_000, ann, bob);
            node.signals.show(read(TENANT, GROUP, "dan", 5).build());
            settle(node);
            node.signals.advance(Duration.ofMillis(1_999));
            node.signals.show(read(TENANT, GROUP, "cem", 6).build());
            settle(node);
            ann.expectNothing();
            node.signals.advance(Duration.ofMillis(1));
            var frame = shown(GROUP, entry("dan", 5) + "," + entry("cem", 6), ",\"coalescedMs\":2000");
            assertEquals(frame, ann.expect("receipt").toString());
            assertEquals(frame, bob.expect("receipt").toString(), "everybody gets the same");
        }
    }

    /** The size of the group is asked for when the first receipt comes. */
    private void awaitPacing(int millis, TestSocket... members) {
        for (var found = 0; found != millis; ) {
            node.signals.show(read(TENANT, GROUP, "zed", 5).build());
            settle(node);
            node.signals.advance(Duration.ofSeconds(5));
            for (var member : members) {
                found = member.expect("receipt").path("coalescedMs").intValue();
            }
        }
    }

    @Test
    void areReadOnlyWhereTheyConcernAnybody() {
        var garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        try (var ann = live("ann")) {
            for (var key : new String[] {"acme/g:y/bob", "acme/d:bob:cem/bob", "globex/g:x/ann"}) {
                node.signals.show("receipts", key.getBytes(StandardCharsets.UTF_8), garbage);
            }
            for (var key : new String[] {"acme/bob/g:x", "globex/ann/g:x"}) {
                node.signals.show("conversation-settings", key.getBytes(StandardCharsets.UTF_8), garbage);
            }
            settle(node);
            assertEquals(0, node.metric("parley_ws_fanout_signals_dropped"));
            node.signals.show("receipts", "acme/g:x/bob".getBytes(StandardCharsets.UTF_8), garbage);
            node.signals.show("conversation-settings", "acme/ann/g:x".getBytes(StandardCharsets.UTF_8), garbage);
            node.signals.show("receipts", "ann".getBytes(StandardCharsets.UTF_8), garbage);
            settle(node);
            assertEquals(3, node.metric("parley_ws_fanout_signals_dropped"));
            ann.expectNothing();
        }
    }

    @Test
    void areRefusedWhereKeyAndValueDisagree() {
        var receipt = read(TENANT, "g:secret", "bob", 5).build();
        try (var ann = live("ann")) {
            var key = "acme/g:x/bob".getBytes(StandardCharsets.UTF_8);
            node.signals.show("receipts", key, InMemorySignals.wire(receipt));
            settle(node);
            ann.expectNothing();
            assertEquals(1, node.metric("parley_ws_fanout_signals_dropped"));
        }
    }

    @Test
    void areForgottenWithTheirTombstone() {
        try (var ann = live("ann")) {
            node.signals.tail.show(
                    new ConsumerRecord<>("receipts", 0, 0, "acme/g:x/bob".getBytes(StandardCharsets.UTF_8), null));
            settle(node);
            ann.expectNothing();
            assertEquals(0, node.metric("parley_ws_fanout_signals_dropped"));
        }
    }

    /** However many there are, and however long they take to be read: they are not where events are. */
    @Test
    void holdUpNoEvent() {
        try (var ann = live("ann")) {
            var gate = new CountDownLatch(1);
            node.signals.tail.execute(() -> await(gate));
            var many = new ArrayList<Receipt>();
            IntStream.range(0, 50_000)
                    .forEach(i -> many.add(read(TENANT, GROUP, "u" + i % 90, i).build()));
            node.signals.showTogether(many);
            node.log.append(message(TENANT, GROUP, 5));
            assertEquals(5, ann.expect("event").path("seq").longValue());
            gate.countDown();
            assertEquals(90, ann.expect("receipt").path("receipts").size());
            node.log.append(message(TENANT, GROUP, 6));
            assertEquals(6, ann.expect("event").path("seq").longValue(), "50,000 receipts are one frame");
        }
    }
}
