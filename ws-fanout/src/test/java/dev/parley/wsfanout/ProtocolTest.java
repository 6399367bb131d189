package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.wsfanout.frame.ClientFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private static RunningNode node;

    @BeforeAll
    static void start() {
        node = RunningNode.start();
        node.token(RunningNode.TENANT, "bob");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String message(String id, String text) {
        return "{\"type\":\"message.send\",\"ref\":\"r-" + id + "\",\"clientMsgId\":\"" + id
                + "\",\"receiver\":{\"user\":\"bob\"},\"text\":\"" + text + "\"}";
    }

    @Test
    void welcomesWithItsTerms() {
        try (var socket = node.connect("amy")) {
            socket.send("{\"type\":\"hello\",\"ref\":\"h\",\"device\":\"phone\",\"new\":[1]}");
            var welcome = socket.expect("welcome");
            assertEquals("h", welcome.path("ref").textValue());
            assertEquals("amy", welcome.path("user").textValue());
            assertEquals("n1", welcome.path("node").textValue());
            assertEquals(25_000, welcome.path("heartbeatMs").intValue());
            assertEquals(131_072, welcome.path("limits").path("frameBytes").intValue());
            assertTrue(welcome.path("session").isTextual());
            assertTrue(welcome.path("conversations").isObject());
        }
    }

    @Test
    void acceptsAMessageAndShowsItToBoth() {
        try (var cat = node.hello("cat");
                var bob = node.hello("bob")) {
            cat.send(message("c1", "hi"));
            var accepted = cat.answer();
            assertEquals("r-c1", accepted.path("ref").textValue());
            assertEquals("c1", accepted.path("clientMsgId").textValue());
            assertEquals("d:bob:cat", accepted.path("conversation").textValue());
            assertEquals(1, accepted.path("seq").intValue());
            assertEquals("m1", accepted.path("messageId").textValue());
            var event = bob.expect("event");
            assertEquals("message.created", event.path("event").textValue());
            assertEquals(1, event.path("seq").intValue());
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("not for you", "rejected", "not-a-member"),
                arguments("too many", "rejected", "too-busy"),
                arguments("nobody knows", "error", "outcome-unknown"),
                arguments(" ", "rejected", "text-blank"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhatBecameOfAMessage(String text, String type, String code) {
        try (var socket = node.hello("dee")) {
            socket.send(message("x-" + code, text));
            var answer = socket.expect(type);
            assertEquals(code, answer.path("code").textValue());
            assertEquals("x-" + code, answer.path("clientMsgId").textValue());
            assertEquals("r-x-" + code, answer.path("ref").textValue());
            assertTrue(answer.path("detail").isTextual());
        }
    }

    @Test
    void saysWhenToAskAgain() {
        try (var socket = node.hello("eve")) {
            socket.send(message("u", "nobody knows"));
            assertEquals(1_500, socket.expect("error").path("retryAfterMs").intValue());
        }
    }

    @Test
    void saysThatAMessageIsHeld() {
        try (var socket = node.hello("fay")) {
            socket.send(message("h", "let me think"));
            assertEquals("d:bob:fay", socket.expect("held").path("conversation").textValue());
        }
    }

    @Test
    void findsTheIdOfAMessageThatTheLogForgot() {
        try (var socket = node.hello("gil")) {
            socket.send(message("old", "long ago"));
            assertEquals("m1", socket.answer().path("messageId").textValue());
        }
    }

    @Test
    void needsAClientMsgId() {
        try (var socket = node.hello("hal")) {
            socket.send("{\"type\":\"message.send\",\"ref\":\"r\",\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}");
            var rejected = socket.expect("rejected");
            assertEquals("field-missing", rejected.path("code").textValue());
            assertEquals("clientMsgId", rejected.path("field").textValue());
        }
    }

    @Test
    void dropsNothingOfAMessageInSilence() {
        try (var socket = node.hello("han")) {
            socket.send(
                    "{\"type\":\"message.send\",\"ref\":\"r\",\"clientMsgId\":\"att\",\"receiver\":{\"user\":\"bob\"},"
                            + "\"text\":\"hi\",\"attachments\":[{\"mediaId\":\"m1\"}],\"unknown\":1}");
            var rejected = socket.expect("rejected");
            assertEquals("field-unsupported", rejected.path("code").textValue());
            assertEquals("attachments[0].mediaId", rejected.path("field").textValue());
            assertEquals("att", rejected.path("clientMsgId").textValue());
            assertFalse(node.actions.appended().contains("att"));
        }
    }

    @Test
    void appendsInTheOrderOfTheFrames() {
        try (var socket = node.hello("ian")) {
            IntStream.range(0, 200).forEach(i -> socket.send(message("ord" + i, "not for you")));
            for (var i = 0; i < 200; i++) {
                socket.expect("rejected");
            }
            var order = node.actions.appended().stream()
                    .filter(id -> id.startsWith("ord"))
                    .toList();
            assertEquals(IntStream.range(0, 200).mapToObj(i -> "ord" + i).toList(), order);
        }
    }

    @Test
    void answersBothKindsOfPing() throws IOException {
        try (var socket = node.hello("jan")) {
            socket.send("{\"type\":\"ping\",\"ref\":\"p\"}");
            assertEquals("p", socket.expect("pong").path("ref").textValue());
            socket.sendBytes(ClientFrames.ping("bytes"));
            var pong = socket.next();
            assertEquals(10, pong.opcode());
            assertEquals("bytes", pong.text());
        }
    }

    /** Some are answered at once, some behind what is not, and none before another. */
    @Test
    void answersABurstOfPingsInTheirOrder() throws IOException {
        try (var socket = node.hello("jim")) {
            var burst = new ByteArrayOutputStream();
            for (var i = 0; i < 200; i++) {
                burst.write(ClientFrames.text("{\"type\":\"ping\",\"ref\":\"" + i + "\"}"));
                if (i % 50 == 20) {
                    burst.write(ClientFrames.text(
                            "{\"type\":\"ping\",\"ref\":\"" + i + "\",\"long\":\"" + "x".repeat(5_000) + "\"}"));
                }
            }
            socket.sendBytes(burst.toByteArray());
            for (var i = 0; i < 200; i++) {
                assertEquals(
                        Integer.toString(i), socket.expect("pong").path("ref").textValue());
                if (i % 50 == 20) {
                    assertEquals(
                            Integer.toString(i),
                            socket.expect("pong").path("ref").textValue());
                }
            }
        }
    }

    @Test
    void refusesAFrameTypeThatItDoesNotKnow() {
        try (var socket = node.hello("kim")) {
            socket.send("{\"type\":\"dance\",\"ref\":\"d\"}");
            var error = socket.expect("error");
            assertEquals("type-unknown", error.path("code").textValue());
            assertEquals("d", error.path("ref").textValue());
            socket.expectNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "null",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"ping\"}x",
                "{\"type\":\"ping\",\"ref\":1}",
                "{\"type\":\"ping\",\"type\":\"ping\"}"
            })
    void answersWhatIsNoFrame(String text) {
        try (var socket = node.hello("lea")) {
            socket.send(text);
            assertEquals("frame-invalid", socket.expect("error").path("code").textValue());
            socket.expectNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\ud800", "\\udc00", "a\\ud800b", "\\udc00\\ud800", "\\ud800\\u0041", "\\ud83d\\ude00\\ude00"})
    void rejectsAMessageWithAnUnpairedSurrogateAndServesTheNext(String text) {
        try (var socket = node.hello("lou")) {
            socket.send(message("half", text));
            var rejected = socket.expect("rejected");
            assertEquals("field-invalid", rejected.path("code").textValue());
            assertEquals("text", rejected.path("field").textValue());
            assertEquals("half", rejected.path("clientMsgId").textValue());
            socket.send(message("whole", "not for you"));
            assertEquals("whole", socket.expect("rejected").path("clientMsgId").textValue());
        }
    }

    @Test
    void echoesNoUnpairedSurrogate() {
        try (var socket = node.hello("lyn")) {
            socket.send(message("\\ud800", "hi").replace("r-\\ud800", "r"));
            var rejected = socket.expect("rejected");
            assertEquals("clientMsgId", rejected.path("field").textValue());
            assertEquals("r", rejected.path("ref").textValue());
            assertTrue(rejected.path("clientMsgId").isMissingNode());
            socket.send("{\"type\":\"ping\",\"ref\":\"\\udc00\"}");
            var error = socket.expect("error");
            assertEquals("field-invalid", error.path("code").textValue());
            assertEquals("ref", error.path("field").textValue());
            socket.send("{\"type\":\"\\ud800\"}");
            assertEquals("type-unknown", socket.expect("error").path("code").textValue());
        }
    }

    @Test
    void takesWholeCharactersInEscapes() {
        try (var socket = node.hello("lee")) {
            socket.send("{\"type\":\"ping\",\"ref\":\"\\ud83d\\ude00\"}");
            assertEquals("😀", socket.expect("pong").path("ref").textValue());
        }
    }

    @Test
    void answersJsonThatIsTooDeep() {
        try (var socket = node.hello("max")) {
            socket.send("{\"type\":\"ping\",\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
            assertEquals("frame-invalid", socket.expect("error").path("code").textValue());
        }
    }

    @Test
    void wantsHelloFirst() {
        try (var socket = node.connect("ned")) {
            socket.send(message("early", "hi"));
            assertEquals("hello-missing", socket.expect("error").path("code").textValue());
        }
    }

    @Test
    void takesHelloOnce() {
        try (var socket = node.hello("ole")) {
            socket.send("{\"type\":\"hello\",\"device\":\"again\"}");
            assertEquals("hello-repeated", socket.expect("error").path("code").textValue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"device\":1",
                "\"device\":\"\"",
                "\"resume\":1",
                "\"resume\":{\"conversations\":[]}",
                "\"resume\":{\"conversations\":{\"g:x\":-1}}",
                "\"resume\":{\"conversations\":{\"g:\\ud800\":1}}",
                "\"resume\":{\"more\":1}",
                "\"resume\":{\"conversations\":{\"g:x\":1.5}}",
                "\"resume\":{\"conversations\":{\"g:x\":\"1\"}}",
                "\"resume\":{\"conversations\":{\"g:x\":9223372036854775808}}"
            })
    void refusesAHelloThatItDoesNotUnderstand(String fields) {
        try (var socket = node.connect("pia")) {
            socket.send("{\"type\":\"hello\"," + fields + "}");
            assertEquals("field-invalid", socket.expect("error").path("code").textValue());
        }
    }

    static Stream<Arguments> deadly() {
        return Stream.of(
                arguments(1002, HexFormat.of().parseHex("c18000000000")),
                arguments(1002, HexFormat.of().parseHex("810161")),
                arguments(1003, ClientFrames.frame(0x82, new byte[3])),
                arguments(1007, ClientFrames.frame(0x81, HexFormat.of().parseHex("eda080"))),
                arguments(1009, HexFormat.of().parseHex("81ff000000000002000100000000")),
                arguments(1009, HexFormat.of().parseHex("81ff7fffffffffffffff00000000")));
    }

    @ParameterizedTest
    @MethodSource("deadly")
    void closesOnWhatNoHonestClientSends(int code, byte[] bytes) {
        try (var socket = node.hello("quy")) {
            socket.sendBytes(bytes);
            assertEquals(code, socket.closeCode());
            socket.sendBytes(ClientFrames.close(code));
            assertTrue(socket.isAtEnd());
        }
    }

    @Test
    void answersACloseWithTheSame() {
        try (var socket = node.hello("ray")) {
            socket.sendBytes(ClientFrames.close(1000));
            assertEquals(1000, socket.closeCode());
            assertTrue(socket.isAtEnd());
        }
    }
}
