package dev.parley.wsfanout;

import static dev.parley.wsfanout.LiveSockets.live;
import static dev.parley.wsfanout.RunningNode.OTHER_TENANT;
import static dev.parley.wsfanout.RunningNode.TENANT;
import static dev.parley.wsfanout.stream.SampleEvents.created;
import static dev.parley.wsfanout.stream.SampleEvents.deleted;
import static dev.parley.wsfanout.stream.SampleEvents.joined;
import static dev.parley.wsfanout.stream.SampleEvents.left;
import static dev.parley.wsfanout.stream.SampleEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Transient;
import dev.parley.schemas.Typing;
import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.frame.ClientFrames;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients say of whether they type, and show of their own. Ann and Bob are in group x. */
class EphemeralFramesTest {
    private static final String GROUP = "g:x";

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
        node.log.append(
                created(TENANT, GROUP, 1, "bob"), joined(TENANT, GROUP, 2, "bob"), joined(TENANT, GROUP, 3, "ann"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String typing(String conversation, boolean isOn, String more) {
        return "{\"type\":\"typing\",\"conversation\":\"" + conversation + "\",\"on\":" + isOn + more + "}";
    }

    private static String data(String conversation, String data, String more) {
        return "{\"type\":\"transient\",\"conversation\":\"" + conversation + "\",\"data\":" + data + more + "}";
    }

    private static Ephemeral said(String conversation, boolean isOn) {
        return new Ephemeral(TENANT, conversation, "ann", new Typing(isOn));
    }

    private List<Ephemeral> appended(int count) {
        Eventually.isTrue(
                () -> count + " signals, not " + node.signals.ephemeral.appended(),
                () -> node.signals.ephemeral.appended().size() >= count);
        return node.signals.ephemeral.appended();
    }

    private static byte[] all(List<String> frames) {
        var bytes = new ByteArrayOutputStream();
        frames.forEach(frame -> bytes.writeBytes(ClientFrames.text(frame)));
        return bytes.toByteArray();
    }

    @Test
    void goToTheLogUnanswered() {
        try (var ann = live(node, "ann")) {
            ann.send(typing(GROUP, true, ",\"ref\":\"r\""));
            appended(1);
            ann.send(typing(GROUP, false, ""));
            ann.send(data(GROUP, "{ \"n\": 1.50, \"t\": \"\\u00e9\\\"\", \"a\": [ {} ] }", ",\"ref\":\"r\""));
            assertEquals(
                    List.of(
                            said(GROUP, true),
                            said(GROUP, false),
                            new Ephemeral(
                                    TENANT, GROUP, "ann", new Transient("{\"n\":1.50,\"t\":\"é\\\"\",\"a\":[{}]}"))),
                    appended(3));
            ann.expectNothing();
        }
    }

    /** What ended before the log had it is nothing to show. */
    @Test
    void goWithoutTypingThatIsOverAtOnce() {
        try (var ann = live(node, "ann")) {
            ann.sendBytes(all(List.of(typing(GROUP, true, ""), typing(GROUP, false, ""))));
            Eventually.isTrue(
                    "the end is said", () -> node.signals.ephemeral.appended().contains(said(GROUP, false)));
            assertEquals(said(GROUP, false), node.signals.ephemeral.appended().getLast());
        }
    }

    @Test
    void areMergedWhereTheySayWhatTheLogHas() {
        try (var ann = live(node, "ann")) {
            for (var i = 0; i < 100; i++) {
                ann.send(typing(GROUP, true, ""));
            }
            ann.expectNothing();
            assertEquals(List.of(said(GROUP, true)), appended(1));
            node.signals.advance(Duration.ofSeconds(2));
            ann.send(typing(GROUP, true, ""));
            assertEquals(List.of(said(GROUP, true), said(GROUP, true)), appended(2));
            assertEquals(99, node.metric("parley_ws_fanout_ephemeral_merged"));
            Eventually.isTrue("both count", () -> node.metric("parley_ws_fanout_ephemeral_taken") == 2);
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
        try (var ann = live(node, "ann");
                var bob = live(node, "bob")) {
            var answers = new HashSet<String>();
            for (var conversation : strange) {
                ann.send(typing(conversation, true, ",\"ref\":\"r\""));
                answers.add(ann.expect("rejected").toString());
                ann.send(data(conversation, "{}", ",\"ref\":\"r\""));
                answers.add(ann.expect("rejected").toString());
            }
            assertEquals(
                    Set.of("{\"type\":\"rejected\",\"ref\":\"r\",\"code\":\"conversation-not-found\","
                            + "\"detail\":\"Conversation not found.\"}"),
                    answers);
            bob.expectNothing();
            assertEquals(List.of(), node.signals.ephemeral.appended());
            assertEquals(2 * strange.size(), node.metric("parley_ws_fanout_ephemeral_dropped"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\":\"typing\",\"conversation\":\"g:x\" | on | field-missing",
                "\"type\":\"typing\",\"conversation\":\"g:x\",\"on\":null | on | field-missing",
                "\"type\":\"typing\",\"conversation\":\"g:x\",\"on\":1 | on | field-invalid",
                "\"type\":\"typing\",\"conversation\":\"g:x\",\"on\":\"true\" | on | field-invalid",
                "\"type\":\"typing\",\"conversation\":\"g:x\",\"on\":[] | on | field-invalid",
                "\"type\":\"typing\",\"on\":true | conversation | field-missing",
                "\"type\":\"typing\",\"conversation\":7,\"on\":true | conversation | field-invalid",
                "\"type\":\"typing\",\"conversation\":\"x\",\"on\":true | conversation | field-invalid",
                "\"type\":\"typing\",\"conversation\":\"d:b:a\",\"on\":true | conversation | field-invalid",
                "\"type\":\"typing\",\"conversation\":\"g:\\ud800\",\"on\":true | conversation | field-invalid",
                "\"type\":\"typing\",\"conversation\":\"g:a/b\",\"on\":true | conversation | field-invalid",
                "\"type\":\"transient\",\"conversation\":\"g:x\" | data | field-missing",
                "\"type\":\"transient\",\"conversation\":\"g:x\",\"data\":null | data | field-missing",
                "\"type\":\"transient\",\"conversation\":\"g:x\",\"data\":[] | data | field-invalid",
                "\"type\":\"transient\",\"conversation\":\"g:x\",\"data\":\"{}\" | data | field-invalid",
                "\"type\":\"transient\",\"conversation\":\"g:x\",\"data\":{\"a\":\"\\ud800\"} | data | field-invalid",
                "\"type\":\"transient\",\"conversation\":\"g:x\",\"data\":{\"\\u0000\":1} | data | field-invalid",
                "\"type\":\"transient\",\"conversation\":\"g:x\",\"data\":{\"a\":1e9999} | data | field-invalid",
                "\"type\":\"transient\",\"data\":{} | conversation | field-missing"
            })
    void areRefusedWhereTheySayNothing(String fields, String field, String code) {
        try (var ann = node.hello("ann")) {
            ann.send("{\"ref\":\"r\"," + fields + "}");
            var rejected = ann.expect("rejected");
            assertEquals(code, rejected.path("code").textValue());
            assertEquals(field, rejected.path("field").textValue());
            assertEquals("r", rejected.path("ref").textValue());
        }
    }

    @Test
    void areTakenUpToTheirLargestSize() {
        try (var ann = live(node, "ann")) {
            var fits = "{\"a\":\"" + "é".repeat((4_096 - 8) / 2) + "\"}";
            ann.send(data(GROUP, fits, ""));
            assertEquals(fits, ((Transient) appended(1).getFirst().getBody()).getData());
            ann.send(data(GROUP, fits.replace("\":\"", "\":\"x"), ",\"ref\":\"r\""));
            var rejected = ann.expect("rejected");
            assertEquals(
                    "data must be at most 4096 bytes of JSON.",
                    rejected.path("detail").textValue());
            ann.expectNothing();
        }
    }

    @Test
    void areThrottledWithARefEachAndWithoutOnceASecond() {
        try (var ann = live(node, "ann")) {
            ann.sendBytes(all(Collections.nCopies(120, data(GROUP, "{}", ""))));
            var throttled = ann.expect("throttled");
            assertEquals("transient", throttled.path("feature").textValue());
            assertEquals(100, throttled.path("retryAfterMs").intValue());
            ann.expectNothing();
            assertEquals(20, appended(20).size());
            assertEquals(100, node.metric("parley_ws_fanout_ephemeral_dropped"));
            ann.send(data(GROUP, "{}", ",\"ref\":\"r\""));
            var rejected = ann.expect("rejected");
            assertEquals("throttled", rejected.path("code").textValue());
            assertEquals(100, rejected.path("retryAfterMs").intValue());
            assertEquals("r", rejected.path("ref").textValue());
            node.signals.advance(Duration.ofSeconds(1));
            ann.sendBytes(all(Collections.nCopies(30, data(GROUP, "{}", ""))));
            ann.expect("throttled");
            ann.expectNothing();
            assertEquals(30, appended(30).size());
        }
    }

    @Test
    void areThrottledWhereAClientTypesEverywhere() {
        for (var i = 0; i < 25; i++) {
            node.log.append(created(TENANT, "g:n" + i, 1, "bob"), joined(TENANT, "g:n" + i, 2, "ann"));
        }
        try (var ann = live(node, "ann")) {
            for (var i = 0; i < 20; i++) {
                ann.send(typing("g:n" + i, true, ",\"ref\":\"" + i + "\""));
            }
            appended(20);
            node.signals.advance(Duration.ofSeconds(1));
            for (var i = 20; i < 25; i++) {
                ann.send(typing("g:n" + i, true, ",\"ref\":\"" + i + "\""));
                var rejected = ann.expect("rejected");
                assertEquals("throttled", rejected.path("code").textValue());
                assertTrue(rejected.path("retryAfterMs").intValue() > 0);
            }
            assertEquals(20, appended(20).size());
        }
    }

    /** What is said before the session is live waits for it. */
    @Test
    void mayFollowHelloAtOnce() {
        try (var ann = node.connect("ann")) {
            ann.sendBytes(all(List.of(
                    "{\"type\":\"hello\",\"resume\":{\"conversations\":{\"g:x\":3}}}",
                    data(GROUP, "{\"n\":1}", ""),
                    data(GROUP, "{\"n\":2}", ""),
                    typing(GROUP, true, ""))));
            var signals = appended(3).stream().map(Ephemeral::getBody).toList();
            assertEquals(List.of(new Transient("{\"n\":1}"), new Transient("{\"n\":2}"), new Typing(true)), signals);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"typing", "transient"})
    void areRefusedBeforeHello(String type) {
        try (var ann = node.connect("ann")) {
            ann.send("{\"type\":\"" + type + "\",\"conversation\":\"g:x\",\"on\":true,\"data\":{}}");
            assertEquals("hello-missing", ann.expect("error").path("code").textValue());
        }
    }

    @Test
    void areRefusedUntakenWhereTheLogHasNoRoom() {
        try (var ann = live(node, "ann")) {
            node.signals.ephemeral.hasRoom = false;
            ann.send(typing(GROUP, true, ",\"ref\":\"r\""));
            assertBusy(ann.expect("rejected"));
            ann.send(data(GROUP, "{}", ",\"ref\":\"r\""));
            assertBusy(ann.expect("rejected"));
            ann.send(typing(GROUP, true, ""));
            ann.send(typing(GROUP, true, ""));
            assertEquals("typing", ann.expect("throttled").path("feature").textValue());
            node.signals.ephemeral.hasRoom = true;
            ann.send(typing(GROUP, true, ""));
            assertEquals(List.of(said(GROUP, true)), appended(1));
            ann.expectNothing();
        }
    }

    private static void assertBusy(JsonNode rejected) {
        assertEquals("too-busy", rejected.path("code").textValue());
        assertEquals(1_000, rejected.path("retryAfterMs").intValue());
    }

    @Test
    void saySoWhereItIsNotKnownWhetherTheLogHasThemAndSomebodyAsks() {
        node.signals.ephemeral.isUp = false;
        try (var ann = live(node, "ann")) {
            ann.send(data(GROUP, "{}", ",\"ref\":\"r\""));
            var error = ann.expect("error");
            assertEquals("log-unavailable", error.path("code").textValue());
            assertEquals("r", error.path("ref").textValue());
            ann.send(data(GROUP, "{}", ""));
            Eventually.isTrue("both are lost", () -> node.metric("parley_ws_fanout_ephemeral_dropped") == 2);
            ann.expectNothing();
        }
    }
}
