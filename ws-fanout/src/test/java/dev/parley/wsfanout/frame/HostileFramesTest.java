package dev.parley.wsfanout.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.wsfanout.frame.Incoming.Violation;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults 12 and 13: frames that no honest client sends. */
class HostileFramesTest {
    private static final int LIMIT = 1000;

    static Stream<Arguments> brokenFrames() {
        return Stream.of(
                arguments("first reserved bit", hex("C180 00000000"), CloseCode.PROTOCOL),
                arguments("second reserved bit", hex("A180 00000000"), CloseCode.PROTOCOL),
                arguments("third reserved bit", hex("9180 00000000"), CloseCode.PROTOCOL),
                arguments("reserved data opcode", hex("8380 00000000"), CloseCode.PROTOCOL),
                arguments("reserved control opcode", hex("8B80 00000000"), CloseCode.PROTOCOL),
                arguments("opcode 15", hex("8F80 00000000"), CloseCode.PROTOCOL),
                arguments("unmasked text", hex("8101 61"), CloseCode.PROTOCOL),
                arguments("unmasked close", hex("8800"), CloseCode.PROTOCOL),
                arguments("fragmented ping", hex("0980 00000000"), CloseCode.PROTOCOL),
                arguments("fragmented close", hex("0880 00000000"), CloseCode.PROTOCOL),
                arguments("ping of 126 bytes", hex("89FE 007E 00000000"), CloseCode.PROTOCOL),
                arguments("ping with a long length", hex("89FF"), CloseCode.PROTOCOL),
                arguments("nothing to continue", hex("8080 00000000"), CloseCode.PROTOCOL),
                arguments("text inside a text", hex("0180 00000000 8180 00000000"), CloseCode.PROTOCOL),
                arguments("two-byte length for 125", hex("81FE 007D 00000000"), CloseCode.PROTOCOL),
                arguments("eight-byte length for 65,535", hex("81FF 000000000000FFFF"), CloseCode.PROTOCOL),
                arguments("length 2^63", hex("81FF 8000000000000000"), CloseCode.PROTOCOL),
                arguments("length 2^64 - 1", hex("81FF FFFFFFFFFFFFFFFF"), CloseCode.PROTOCOL),
                arguments("length 2^63 - 1", hex("81FF 7FFFFFFFFFFFFFFF 00000000"), CloseCode.TOO_BIG),
                arguments("one byte above the limit", hex("81FE 03E9 00000000"), CloseCode.TOO_BIG),
                arguments("fragments above the limit", twoFragments(600, 401), CloseCode.TOO_BIG),
                arguments("binary", hex("8280 00000000"), CloseCode.BINARY),
                arguments("close of one byte", ClientFrames.frame(0x88, hex("03")), CloseCode.PROTOCOL),
                arguments("close 999", ClientFrames.close(999), CloseCode.PROTOCOL),
                arguments("close 1005", ClientFrames.close(1005), CloseCode.PROTOCOL),
                arguments("close 1006", ClientFrames.close(1006), CloseCode.PROTOCOL),
                arguments("close 1015", ClientFrames.close(1015), CloseCode.PROTOCOL),
                arguments("close 5000", ClientFrames.close(5000), CloseCode.PROTOCOL),
                arguments("close with a bad reason", ClientFrames.frame(0x88, hex("03E8 FF")), CloseCode.BAD_PAYLOAD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFrames")
    void refusesABrokenFrameWithItsCode(String name, byte[] bytes, CloseCode code) {
        assertEquals(code, violationOf(bytes).code(), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFrames")
    void understandsNothingAfterAViolation(String name, byte[] bytes, CloseCode code) {
        var decoder = new FrameDecoder(LIMIT);
        var violation = drain(decoder, bytes);
        assertSame(violation, decoder.next(ByteBuffer.wrap(ClientFrames.text("hi"))), name);
    }

    static Stream<Arguments> notUtf8() {
        return Stream.of("80", "BF", "C0AF", "C1BF", "C2", "C261", "E0809F", "E09FBF", "E28882C3", "EDA080", "EDBFBF")
                .flatMap(text -> Stream.of(text, "61" + text, text + "61"))
                .map(text -> arguments(text));
    }

    static Stream<Arguments> highNotUtf8() {
        return Stream.of("F08FBFBF", "F4908080", "F5808080", "F888808080", "FE", "FF", "F0908D", "EDA080EDB080", "E2E2")
                .map(text -> arguments(text));
    }

    @ParameterizedTest
    @MethodSource({"notUtf8", "highNotUtf8"})
    void refusesTextThatIsNotUtf8(String bytes) {
        assertEquals(
                CloseCode.BAD_PAYLOAD,
                violationOf(ClientFrames.frame(0x81, hex(bytes))).code());
    }

    @ParameterizedTest
    @MethodSource("legalText")
    void takesEveryLegalCharacterAsItIs(String text) {
        var incoming = new FrameDecoder(LIMIT).next(ByteBuffer.wrap(ClientFrames.text(text)));
        assertEquals(text, TextOf.text(incoming));
    }

    static Stream<Arguments> legalText() {
        return Stream.of("", "\0", "é", "߿", "ࠀ", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "𐀀", "\uDBFF\uDFFF")
                .map(text -> arguments(text));
    }

    @Test
    void takesATextAsLongAsTheLimit() {
        var incoming = new FrameDecoder(LIMIT).next(ByteBuffer.wrap(ClientFrames.text("x".repeat(LIMIT))));
        assertEquals(LIMIT, TextOf.text(incoming).length());
    }

    @Test
    void waitsForTheRestOfAHeader() {
        assertNull(new FrameDecoder(LIMIT).next(ByteBuffer.wrap(hex("81FE 03"))));
    }

    @Test
    void allocatesNothingByADeclaredLength() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var decoder = new FrameDecoder(1 << 30);
        var declaresAGibibyte = ByteBuffer.wrap(hex("81FF 0000000040000000 00000000 61"));
        var before = threads.getCurrentThreadAllocatedBytes();
        assertNull(decoder.next(declaresAGibibyte));
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 64 * 1024, allocated + " bytes for one that came");
    }

    private static byte[] twoFragments(int first, int second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ClientFrames.frame(0x01, new byte[first]));
        out.writeBytes(ClientFrames.frame(0x80, new byte[second]));
        return out.toByteArray();
    }

    private static Violation violationOf(byte[] bytes) {
        return assertInstanceOf(Violation.class, drain(new FrameDecoder(LIMIT), bytes));
    }

    private static Incoming drain(FrameDecoder decoder, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var incoming = decoder.next(in);
        return incoming == null ? new Incoming.Pong() : incoming;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
