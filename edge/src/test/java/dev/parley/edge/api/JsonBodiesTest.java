package dev.parley.edge.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {
    static Stream<Arguments> hostileBodies() {
        return Stream.of(
                Arguments.of("nothing", bytes("")),
                Arguments.of("a space", bytes(" ")),
                Arguments.of("null", bytes("null")),
                Arguments.of("a list", bytes("[]")),
                Arguments.of("a text", bytes("\"a\"")),
                Arguments.of("an unfinished object", bytes("{\"a\":1")),
                Arguments.of("two objects", bytes("{}{}")),
                Arguments.of("something after the object", bytes("{} x")),
                Arguments.of("the same key twice", bytes("{\"a\":1,\"a\":2}")),
                Arguments.of("the same key twice inside", bytes("{\"b\":{\"a\":1,\"a\":2}}")),
                Arguments.of("the same key twice, once escaped", bytes("{\"a\":1,\"\\u0061\":2}")),
                Arguments.of("not a number", bytes("{\"a\":NaN}")),
                Arguments.of("a comment", bytes("{/* */}")),
                Arguments.of("single quotes", bytes("{'a':1}")),
                Arguments.of("a trailing comma", bytes("{\"a\":1,}")),
                Arguments.of("a leading zero", bytes("{\"a\":01}")),
                Arguments.of("a raw new line in a text", bytes("{\"a\":\"\n\"}")),
                Arguments.of("a byte order mark", bytes("\uFEFF{}")),
                Arguments.of("ten thousand deep", bytes("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")),
                Arguments.of("ten thousand objects deep", bytes("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))),
                Arguments.of("ten thousand fields", bytes(fields(10_000))),
                Arguments.of("a field too many", bytes(fields(1_001))),
                Arguments.of("a hundred thousand values", bytes("{\"a\":[" + "1,".repeat(60_000) + "1]}")),
                Arguments.of("a number without end", bytes("{\"a\":" + "9".repeat(10_000) + "}")),
                Arguments.of("a name without end", bytes("{\"" + "n".repeat(10_000) + "\":1}")),
                Arguments.of("Latin-1", "{\"a\":\"\u00E9\"}".getBytes(ISO_8859_1)),
                Arguments.of("UTF-16", "{\"a\":1}".getBytes(UTF_16)),
                Arguments.of("an overlong slash", raw(0xC0, 0xAF)),
                Arguments.of("a surrogate as bytes", raw(0xED, 0xA0, 0x80)),
                Arguments.of("a code point past the last", raw(0xF4, 0x90, 0x80, 0x80)),
                Arguments.of("half of a character", raw(0xE2, 0x82)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileBodies")
    void refusesHostileBodies(String what, byte[] body) {
        assertEquals(400, problem(JsonBodies.read(body)).status(), what);
        assertEquals("body-not-json", problem(JsonBodies.read(body)).code(), what);
    }

    @Test
    void refusesABodyThatIsOneByteTooLarge() {
        var fits = bytes("{\"a\":\"" + "x".repeat(JsonBodies.MAX_BYTES - 8) + "\"}");
        assertInstanceOf(Parsed.Valid.class, JsonBodies.read(fits));
        var body = bytes(new String(fits, UTF_8) + " ");
        assertEquals(413, problem(JsonBodies.read(body)).status());
        assertEquals("body-too-large", problem(JsonBodies.read(body)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":}", "{\"a\":1,\"a\":2}", "[[[[", "{\"x\":\"\u0001\"}"})
    void saysNothingOfItsOwnInsides(String body) {
        var detail = problem(JsonBodies.read(body)).detail();
        assertFalse(detail.contains("jackson") || detail.contains("Exception") || detail.contains("Stream"), detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.10}",
                "{\"a\":12345678901234567890123}",
                "{\"a\":0.1}",
                "{\"a\":[true,false,null,{}]}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":\"\u202E\u200B\uD83D\uDE00\"}",
                "{\"a\":1E+400}",
                "{\"a\":[-0.0,-0,1e-7,1.50e3]}",
                "{\"a\":9223372036854775808}"
            })
    void keepsFreeFormObjectsAsTheyWereSent(String body) {
        var object = ((Parsed.Valid<ObjectNode>) JsonBodies.read(body)).value();
        assertEquals(body, JsonBodies.compact(object));
    }

    private static Problem problem(Parsed<ObjectNode> parsed) {
        return assertInstanceOf(Parsed.Invalid.class, parsed).problem();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** A body with these bytes inside a text. */
    private static byte[] raw(int... bytes) {
        var body = bytes("{\"a\":\"" + "?".repeat(bytes.length) + "\"}");
        for (var i = 0; i < bytes.length; i++) {
            body[6 + i] = (byte) bytes[i];
        }
        return body;
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }
}
