package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.wsfanout.stream.SampleEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Positions that come in several frames, or under long names. */
class ResumeFramesTest {
    private final RunningNode node = RunningNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    private static String positions(List<String> conversations, long seq) {
        return conversations.stream()
                .map(conversation -> "\"" + conversation + "\":" + seq)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String hello(String positions, boolean hasMore) {
        return "{\"type\":\"hello\",\"ref\":\"h\",\"device\":\"desk\",\"resume\":{\"conversations\":" + positions
                + ",\"more\":" + hasMore + "}}";
    }

    private static String resume(String positions, boolean hasMore) {
        return "{\"type\":\"resume\",\"ref\":\"r\",\"conversations\":" + positions + ",\"more\":" + hasMore + "}";
    }

    private void assertRefused(TestSocket socket, String code) {
        assertEquals(code, socket.expect("error").path("code").textValue());
    }

    @Test
    void resumesAConversationOfTheLongestIds() {
        var first = "a".repeat(128);
        var second = "b".repeat(128);
        var conversation = "d:" + first + ":" + second;
        node.log.append(
                SampleEvents.message(RunningNode.TENANT, conversation, 1),
                SampleEvents.message(RunningNode.TENANT, conversation, 2));
        try (var socket = node.resume(first, "{\"" + conversation + "\":1}")) {
            assertEquals(List.of(2L), socket.events(conversation, 1));
            assertEquals(2, socket.expect("caught-up").path("seq").intValue());
        }
        var escaped = conversation.replace("a", "\\u0061").replace("b", "\\u0062");
        try (var socket = node.resume(first, "{\"" + escaped + "\":1}")) {
            assertEquals(List.of(2L), socket.events(conversation, 1));
        }
    }

    @Test
    void resumesTwoThousandConversations() {
        var agent = "support-agent";
        var conversations = IntStream.range(0, 2_000)
                .mapToObj(i -> "d:customer-" + "x".repeat(100) + i + ":" + agent)
                .toList();
        for (var conversation : conversations) {
            node.log.append(
                    SampleEvents.message(RunningNode.TENANT, conversation, 1),
                    SampleEvents.message(RunningNode.TENANT, conversation, 2));
        }
        try (var socket = node.connect(agent)) {
            socket.send(hello(positions(conversations.subList(0, 700), 1), true));
            socket.send(resume(positions(conversations.subList(700, 1_400), 1), true));
            socket.send(resume(positions(conversations.subList(1_400, 2_000), 1), false));
            var welcome = socket.expect("welcome");
            assertEquals("h", welcome.path("ref").textValue());
            assertEquals(2_000, welcome.path("conversations").size());
            assertEverySecondEventAndReport(socket, conversations);
        }
    }

    private static void assertEverySecondEventAndReport(TestSocket socket, List<String> conversations) {
        Map<String, List<String>> got = new HashMap<>();
        for (var i = 0; i < 2 * conversations.size(); i++) {
            var frame = socket.nextText();
            got.computeIfAbsent(frame.path("conversation").textValue(), _ -> new ArrayList<>())
                    .add(frame.path("type").textValue() + " "
                            + frame.path("seq").longValue());
        }
        for (var conversation : conversations) {
            assertEquals(List.of("event 2", "caught-up 2"), got.get(conversation), conversation);
        }
    }

    @Test
    void sendsNothingBeforeTheLastResumeFrame() {
        node.log.append(SampleEvents.message(RunningNode.TENANT, "d:ann:bob", 1));
        try (var socket = node.connect("ann")) {
            socket.send(hello("{\"d:ann:bob\":0}", true));
            socket.expectNothing();
            socket.send(
                    "{\"type\":\"message.send\",\"clientMsgId\":\"c\",\"receiver\":{\"user\":\"ann\"},\"text\":\"hi\"}");
            assertRefused(socket, "hello-missing");
            socket.send(hello("{}", false));
            assertRefused(socket, "hello-repeated");
            socket.send(resume("{\"d:ann:bob\":-1}", false));
            assertRefused(socket, "field-invalid");
            socket.send(resume("{}", false));
            socket.expect("welcome");
            assertEquals(List.of(1L), socket.events("d:ann:bob", 1));
            socket.expect("caught-up");
            socket.send(resume("{}", false));
            assertRefused(socket, "frame-invalid");
        }
    }

    @Test
    void wantsHelloBeforeResume() {
        try (var socket = node.connect("ann")) {
            socket.send(resume("{}", false));
            assertRefused(socket, "hello-missing");
        }
    }

    @Test
    void takesNoMorePositionsThanItPromises() {
        try (var socket = node.connect("ann")) {
            socket.send(hello("{}", true));
            for (var part = 0; part < 5; part++) {
                socket.send(resume(positions(group(part, 4_000), 0), true));
            }
            socket.send(resume("{\"g:one-more\":0}", true));
            var error = socket.expect("error");
            assertEquals("field-invalid", error.path("code").textValue());
            assertTrue(error.path("detail").textValue().contains("20000"), error.toString());
            // All of them are strangers' groups, more than the outbox holds frames.
            socket.send(resume("{}", false));
            socket.expect("welcome");
            for (var i = 0; i < 20_000; i++) {
                assertEquals(
                        "not-a-member", socket.expect("resync").path("reason").textValue());
            }
            socket.expectNothing();
        }
    }

    private static List<String> group(int part, int count) {
        return IntStream.range(0, count).mapToObj(i -> "g:" + part + "-" + i).toList();
    }

    @Test
    void catchesUpWithMoreConversationsThanTheOutboxHoldsFrames() {
        var conversations =
                IntStream.range(0, 9_000).mapToObj(i -> "d:ann:u" + i).toList();
        conversations.forEach(
                conversation -> node.log.append(SampleEvents.message(RunningNode.TENANT, conversation, 1)));
        try (var socket = node.connect("ann")) {
            socket.send(hello(positions(conversations.subList(0, 4_500), 1), true));
            socket.send(resume(positions(conversations.subList(4_500, 9_000), 1), false));
            socket.expect("welcome");
            for (var i = 0; i < 9_000; i++) {
                socket.expect("caught-up");
            }
            node.log.append(SampleEvents.message(RunningNode.TENANT, "d:ann:u1", 2));
            assertEquals(List.of(2L), socket.events("d:ann:u1", 1));
        }
    }
}
