package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutgoingFramesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void saysHelloWithoutPositions() {
        assertEquals(List.of("{\"type\":\"hello\",\"device\":\"phone\"}"), texts(OutgoingFrames.hello("phone", null)));
    }

    @Test
    void saysHelloWithFewPositionsInOneFrame() {
        assertEquals(
                List.of("{\"type\":\"hello\",\"device\":\"phone\",\"resume\":{\"conversations\":{\"g:t\":41}}}"),
                texts(OutgoingFrames.hello("phone", Map.of("g:t", 41L))));
    }

    @Test
    void spreadsManyPositionsOverFramesThatTheServerTakes() throws IOException {
        var positions = new HashMap<String, Long>();
        for (var i = 0L; i < 6_000; i++) {
            positions.put("d:bench-20260301-120000-" + i + ":\u0001bench-20260301-120000-owner", i);
        }

        var frames = OutgoingFrames.hello("phone", positions);

        var sent = new HashMap<String, Long>();
        for (var i = 0; i < frames.size(); i++) {
            assertTrue(frames.get(i).length <= 128 * 1024);
            var frame = JSON.readTree(frames.get(i));
            assertEquals(i == 0 ? "hello" : "resume", frame.path("type").asText());
            var part = i == 0 ? frame.path("resume") : frame;
            assertEquals(i < frames.size() - 1, part.path("more").asBoolean());
            part.path("conversations").properties().forEach(each -> sent.put(each.getKey(), seq(each.getValue())));
        }
        assertEquals(positions, sent);
    }

    private static long seq(JsonNode value) {
        return value.asLong();
    }

    @Test
    void changesMessages() {
        assertEquals(
                List.of(
                        "{\"type\":\"message.edit\",\"clientMsgId\":\"c1\",\"conversation\":\"g:t\",\"messageId\":\"m1\",\"text\":\"hi\"}",
                        "{\"type\":\"message.delete\",\"clientMsgId\":\"c1\",\"conversation\":\"g:t\",\"messageId\":\"m1\"}",
                        "{\"type\":\"reaction.add\",\"clientMsgId\":\"c1\",\"conversation\":\"g:t\",\"messageId\":\"m1\",\"emoji\":\"❤\"}",
                        "{\"type\":\"reaction.remove\",\"clientMsgId\":\"c1\",\"conversation\":\"g:t\",\"messageId\":\"m1\",\"emoji\":\"❤\"}",
                        "{\"type\":\"message.pin\",\"clientMsgId\":\"c1\",\"conversation\":\"g:t\",\"messageId\":\"m1\"}",
                        "{\"type\":\"message.unpin\",\"clientMsgId\":\"c1\",\"conversation\":\"g:t\",\"messageId\":\"m1\"}"),
                texts(Stream.of(
                                new MessageChange.Edit("hi"),
                                new MessageChange.Delete(),
                                new MessageChange.React("❤", true),
                                new MessageChange.React("❤", false),
                                new MessageChange.Pin(true),
                                new MessageChange.Pin(false))
                        .map(change -> OutgoingFrames.change("c1", "g:t", "m1", change))
                        .toList()));
    }

    @Test
    void saysHowFarTheUserIs() {
        assertEquals(
                List.of(
                        "{\"type\":\"receipt\",\"ref\":\"r1\",\"conversation\":\"g:t\",\"readUpTo\":4}",
                        "{\"type\":\"receipt\",\"ref\":\"r2\",\"conversation\":\"g:t\",\"deliveredUpTo\":5}"),
                texts(List.of(
                        OutgoingFrames.receipt("r1", "g:t", new Receipt.Read(4)),
                        OutgoingFrames.receipt("r2", "g:t", new Receipt.Delivered(5)))));
    }

    @Test
    void saysWhatTheUserIsShownAsAndAsksForOthers() {
        assertEquals(
                List.of(
                        "{\"type\":\"presence.set\",\"ref\":\"p1\",\"state\":\"busy\",\"text\":\"Soon\",\"until\":\"2026-11-27T10:00:00Z\"}",
                        "{\"type\":\"presence.set\",\"ref\":\"p2\",\"state\":\"online\"}",
                        "{\"type\":\"presence.watch\",\"ref\":\"p3\",\"users\":[\"bob\",\"cem\"]}",
                        "{\"type\":\"ping\",\"idle\":true}"),
                texts(List.of(
                        OutgoingFrames.presence(
                                "p1", new OwnPresence("busy", "Soon", Instant.parse("2026-11-27T10:00:00Z"))),
                        OutgoingFrames.presence("p2", new OwnPresence("online", null, null)),
                        OutgoingFrames.watch("p3", List.of("bob", "cem")),
                        OutgoingFrames.ping(true))));
    }

    @Test
    void showsWhatTheUserDoes() {
        assertEquals(
                List.of(
                        "{\"type\":\"typing\",\"conversation\":\"g:t\",\"on\":true}",
                        "{\"type\":\"transient\",\"conversation\":\"g:t\",\"data\":{\"a\":[1]}}"),
                texts(List.of(OutgoingFrames.typing("g:t", true), OutgoingFrames.transientData("g:t", "{\"a\":[1]}"))));
    }

    @Test
    void sendsWhatAMessageBelongsTo() {
        var message = new OutgoingMessage("c1", new MessageReceiver.Group("t"), "hi", "m3", "m2", List.of("bob"));

        assertEquals(
                "{\"receiver\":{\"group\":\"t\"},\"text\":\"hi\",\"replyToId\":\"m3\",\"parentId\":\"m2\",\"mentions\":[\"bob\"]}",
                new String(message.body(), StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<byte[]> frames) {
        return frames.stream()
                .map(frame -> new String(frame, StandardCharsets.UTF_8))
                .toList();
    }
}
