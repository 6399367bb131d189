package dev.parley.wsfanout;

import static dev.parley.wsfanout.RunningNode.OTHER_TENANT;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.deleted;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.left;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.frame.ClientFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients say of how far they are. In group x Ann is since 4; its head is 6. */
class ReceiptFramesTest {
    private static final String GROUP = "g:x";
    private static final Duration INTERVAL = Duration.ofMillis(150);

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.log.append(
                created(TENANT, GROUP, 1, "bob"),
                joined(TENANT, GROUP, 2, "bob"),
                message(TENANT, GROUP, 3),
                joined(TENANT, GROUP, 4, "ann"),
                message(TENANT, GROUP, 5),
                message(TENANT, GROUP, 6));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String receipt(String conversation, String fields) {
        return "{\"type\":\"receipt\",\"conversation\":\"" + conversation + "\"," + fields + "}";
    }

    private static ReceiptDraft draft(@Nullable Long delivered, @Nullable Long read, @Nullable Long unread) {
        return new ReceiptDraft(TENANT, GROUP, "ann", 4, delivered, read, unread, 6);
    }

    private List<ReceiptDraft> appended(int count) {
        Eventually.isTrue(
                () -> count + " receipts, not " + node.signals.appended(),
                () -> node.signals.appended().size() >= count);
        return node.signals.appended();
    }

    private static JsonNode next(TestSocket socket, Predicate<String> isWanted) {
        var frame = socket.nextText();
        while (!isWanted.test(frame.path("type").textValue())) {
            frame = socket.nextText();
        }
        return frame;
    }

    @Test
    void goToTheLogWithTheMembershipAndTheHead() {
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":5"));
            assertEquals(List.of(draft(null, 5L, null)), appended(1));
            ann.expectNothing();
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 6", "7, 6", "999999999999999999, 6", "3, 4", "0, 4"})
    void liesBetweenTheJoiningAndTheHead(long readUpTo, long expected) {
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":" + readUpTo));
            assertEquals(List.of(draft(null, expected, null)), appended(1));
        }
    }

    @Test
    void followsTheHeadOfTheLog() {
        try (var ann = node.resume("ann", "{\"g:x\":6}")) {
            ann.expect("caught-up");
            node.log.append(message(TENANT, GROUP, 7), message(TENANT, GROUP, 8));
            ann.events(GROUP, 2);
            ann.send(receipt(GROUP, "\"deliveredUpTo\":8,\"readUpTo\":7"));
            assertEquals(List.of(new ReceiptDraft(TENANT, GROUP, "ann", 4, 8L, 7L, null, 8)), appended(1));
        }
    }

    @Test
    void countFromTheLastJoining() {
        node.log.append(left(TENANT, GROUP, 7, "ann"), joined(TENANT, GROUP, 8, "ann"), message(TENANT, GROUP, 9));
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":9"));
            assertEquals(8, appended(1).getFirst().memberSince());
        }
    }

    @Test
    void goOutOfADirectConversationOnceItHasBegun() {
        node.token(TENANT, "bob");
        try (var ann = node.resume("ann", "{\"d:ann:bob\":0}")) {
            ann.send(receipt("d:ann:bob", "\"readUpTo\":1,\"ref\":\"1\""));
            var rejected = next(ann, "rejected"::equals);
            assertEquals("conversation-not-found", rejected.path("code").textValue());
            node.log.append(message(TENANT, "d:ann:bob", 1), message(TENANT, "d:ann:bob", 2));
            ann.events("d:ann:bob", 2);
            node.signals.advance(INTERVAL);
            ann.send(receipt("d:ann:bob", "\"readUpTo\":1"));
            assertEquals(List.of(new ReceiptDraft(TENANT, "d:ann:bob", "ann", 1, null, 1L, null, 2)), appended(1));
        }
    }

    @Test
    void areAnsweredWhereTheyHaveARef() {
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":5,\"ref\":\"r1\""));
            var answer = ann.expect("receipt-ok");
            assertEquals("{\"type\":\"receipt-ok\",\"ref\":\"r1\"}", answer.toString());
        }
    }

    /** A private group, one that was deleted, one that never was, one of another tenant, other people's conversation: all the same. */
    @Test
    void tellAStrangerNothing() {
        node.log.append(
                created(TENANT, "g:other", 1, "bob"),
                joined(TENANT, "g:other", 2, "bob"),
                created(TENANT, "g:left", 1, "bob"),
                joined(TENANT, "g:left", 2, "ann"),
                left(TENANT, "g:left", 3, "ann"),
                created(TENANT, "g:deleted", 1, "bob"),
                joined(TENANT, "g:deleted", 2, "ann"),
                deleted(TENANT, "g:deleted", 3),
                created(OTHER_TENANT, "g:foreign", 1, "ann"),
                joined(OTHER_TENANT, "g:foreign", 2, "ann"),
                message(TENANT, "d:bob:cem", 1));
        var strange = List.of(
                "g:other", "g:left", "g:deleted", "g:foreign", "g:never", "d:bob:cem", "d:ann:never", "d:bob:never");
        try (var ann = node.hello("ann");
                var bob = node.hello("bob")) {
            var answers = new HashSet<String>();
            for (var conversation : strange) {
                ann.send(receipt(conversation, "\"readUpTo\":1,\"ref\":\"r\""));
                answers.add(ann.expect("rejected").toString());
            }
            assertEquals(
                    Set.of("{\"type\":\"rejected\",\"ref\":\"r\",\"code\":\"conversation-not-found\","
                            + "\"detail\":\"Conversation not found.\"}"),
                    answers);
            bob.expectNothing();
            assertEquals(List.of(), node.signals.appended());
            assertEquals(strange.size(), node.metric("parley_ws_fanout_receipts_dropped"));
        }
    }

    @Test
    void areRefusedFromWhoLeavesFromThatEventOn() {
        try (var ann = node.resume("ann", "{\"g:x\":6}")) {
            ann.expect("caught-up");
            node.log.append(left(TENANT, GROUP, 7, "ann"));
            ann.events(GROUP, 1);
            ann.send(receipt(GROUP, "\"readUpTo\":6"));
            assertEquals(
                    "conversation-not-found",
                    ann.expect("rejected").path("code").textValue());
            assertEquals(List.of(), node.signals.appended());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"conversation\":\"g:x\" | readUpTo | field-missing",
                "\"conversation\":\"g:x\",\"readUpTo\":-1 | readUpTo | field-invalid",
                "\"conversation\":\"g:x\",\"readUpTo\":\"5\" | readUpTo | field-invalid",
                "\"conversation\":\"g:x\",\"deliveredUpTo\":1.5 | deliveredUpTo | field-invalid",
                "\"conversation\":\"g:x\",\"readUpTo\":1,\"unreadAfter\":1 | unreadAfter | field-invalid",
                "\"readUpTo\":1 | conversation | field-missing",
                "\"conversation\":\"x\",\"readUpTo\":1 | conversation | field-invalid",
                "\"conversation\":\"d:b:a\",\"readUpTo\":1 | conversation | field-invalid",
                "\"conversation\":\"g:\\ud800\",\"readUpTo\":1 | conversation | field-invalid"
            })
    void areRefusedWhereTheySayNothing(String fields, String field, String code) {
        try (var ann = node.hello("ann")) {
            ann.send("{\"type\":\"receipt\",\"ref\":\"r\"," + fields + "}");
            var rejected = ann.expect("rejected");
            assertEquals(code, rejected.path("code").textValue());
            assertEquals(field, rejected.path("field").textValue());
            assertEquals("r", rejected.path("ref").textValue());
        }
    }

    @Test
    void ofABurstTheFirstAndTheHighestGo() throws IOException {
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":4,\"ref\":\"first\""));
            ann.expect("receipt-ok");
            var burst = new ByteArrayOutputStream();
            for (var i = 0; i < 200; i++) {
                burst.write(
                        ClientFrames.text(receipt(GROUP, "\"readUpTo\":" + (4 + i % 3) + ",\"ref\":\"" + i + "\"")));
            }
            ann.sendBytes(burst.toByteArray());
            ann.expectNothing();
            assertEquals(1, node.signals.appended().size());
            node.signals.advance(INTERVAL);
            for (var i = 0; i < 200; i++) {
                assertEquals(
                        Integer.toString(i),
                        ann.expect("receipt-ok").path("ref").textValue());
            }
            assertEquals(List.of(draft(null, 4L, null), draft(null, 6L, null)), node.signals.appended());
            assertEquals(199, node.metric("parley_ws_fanout_receipts_merged"));
            assertEquals(2, node.metric("parley_ws_fanout_receipts_taken"));
        }
    }

    @Test
    void keepAMarkAsUnreadInItsPlace() {
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"deliveredUpTo\":6,\"ref\":\"first\""));
            ann.expect("receipt-ok");
            ann.send(receipt(GROUP, "\"readUpTo\":6"));
            ann.send(receipt(GROUP, "\"unreadAfter\":4"));
            ann.send(receipt(GROUP, "\"readUpTo\":5"));
            ann.expectNothing();
            node.signals.advance(INTERVAL);
            assertEquals(
                    List.of(draft(6L, null, null), draft(null, 6L, null), draft(null, null, 4L), draft(null, 5L, null)),
                    appended(4));
        }
    }

    @Test
    void goWithTheEndOfTheSocketAtTheLatest() {
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":4,\"ref\":\"first\""));
            ann.expect("receipt-ok");
            ann.send(receipt(GROUP, "\"readUpTo\":5"));
            ann.send(receipt(GROUP, "\"readUpTo\":6"));
            ann.expectNothing();
        }
        assertEquals(List.of(draft(null, 4L, null), draft(null, 6L, null)), appended(2));
    }

    @Test
    void goWithTheEndOfTheNode() {
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":4,\"ref\":\"first\""));
            ann.expect("receipt-ok");
            ann.send(receipt(GROUP, "\"readUpTo\":6"));
            ann.expectNothing();
            Thread.startVirtualThread(() -> node.node.drain(Duration.ZERO));
            ann.closeCode();
        }
        assertEquals(draft(null, 6L, null), appended(2).getLast());
    }

    /** What is said before the session is live waits for it. */
    @Test
    void mayFollowHelloAtOnce() throws IOException {
        try (var ann = node.connect("ann")) {
            var burst = new ByteArrayOutputStream();
            burst.write(ClientFrames.text("{\"type\":\"hello\",\"resume\":{\"conversations\":{\"g:x\":4}}}"));
            burst.write(ClientFrames.text(receipt(GROUP, "\"readUpTo\":5,\"ref\":\"r\"")));
            ann.sendBytes(burst.toByteArray());
            assertEquals("r", next(ann, "receipt-ok"::equals).path("ref").textValue());
            assertEquals(List.of(draft(null, 5L, null)), node.signals.appended());
        }
    }

    @Test
    void areRefusedBeforeHello() {
        try (var ann = node.connect("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":5,\"ref\":\"r\""));
            assertEquals("hello-missing", ann.expect("error").path("code").textValue());
        }
    }

    @Test
    void areRefusedUntakenWhereTheLogHasNoRoom() {
        node.signals.hasRoom = false;
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":5"));
            var rejected = ann.expect("rejected");
            assertEquals("too-busy", rejected.path("code").textValue());
            assertEquals(1_000, rejected.path("retryAfterMs").intValue());
        }
    }

    @Test
    void saySoWhereItIsNotKnownWhetherTheLogHasThem() {
        node.signals.isLogUp = false;
        try (var ann = node.hello("ann")) {
            ann.send(receipt(GROUP, "\"readUpTo\":5,\"ref\":\"r\""));
            var error = ann.expect("error");
            assertEquals("log-unavailable", error.path("code").textValue());
            assertEquals("r", error.path("ref").textValue());
            ((ObjectNode) error).remove("ref");
            node.signals.advance(INTERVAL);
            ann.send(receipt(GROUP, "\"readUpTo\":6"));
            assertEquals(error, ann.expect("error"));
        }
    }

    /** A client that names ever more conversations holds no more than its share. */
    @Test
    void areRefusedWhereTooManyConversationsWait() throws IOException {
        try (var ann = node.hello("ann")) {
            var burst = new ByteArrayOutputStream();
            for (var i : IntStream.range(0, 1_500).toArray()) {
                burst.write(ClientFrames.text(receipt("g:n" + i, "\"readUpTo\":5,\"ref\":\"" + i + "\"")));
            }
            ann.sendBytes(burst.toByteArray());
            var codes = new HashSet<String>();
            for (var i = 0; i < 1_500; i++) {
                codes.add(ann.expect("rejected").path("code").textValue());
            }
            assertEquals(Set.of("conversation-not-found", "too-busy"), codes);
        }
    }
}
