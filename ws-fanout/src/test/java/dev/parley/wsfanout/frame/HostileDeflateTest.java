package dev.parley.wsfanout.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.wsfanout.frame.Incoming.Violation;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 26 on sockets: compressed messages of all kinds, most of which no honest client sends. */
class HostileDeflateTest {
    private static final int LIMIT = 1_000;
    private static final int COMPRESSED_TEXT = 0xC1;

    private final MessageDeflate deflate = new MessageDeflate(() -> {});

    @AfterEach
    void close() {
        deflate.close();
    }

    private FrameDecoder decoder() {
        return new FrameDecoder(LIMIT, false, deflate);
    }

    private Incoming decode(byte[] bytes) {
        var incoming = decoder().next(ByteBuffer.wrap(bytes));
        return assertInstanceOf(Incoming.class, incoming);
    }

    /** As a client compresses it: with a sync flush, whose last four bytes stay away. */
    private static byte[] compressed(byte[] payload) {
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(payload);
            var out = new byte[payload.length + 100];
            var count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(out, count - 4);
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] frames(byte[]... frames) {
        var out = new ByteArrayOutputStream();
        for (var frame : frames) {
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }

    private static byte[] hello(int firstByte, int from, int to) {
        return ClientFrames.frame(firstByte, Arrays.copyOfRange(hex("f248cdc9c90700"), from, to));
    }

    static Stream<Arguments> legal() {
        return Stream.of(
                arguments("RFC 7692, 7.2.3.1", "Hello", ClientFrames.frame(COMPRESSED_TEXT, hex("f248cdc9c90700"))),
                arguments("7.2.3.1, fragments", "Hello", frames(hello(0x41, 0, 3), hello(0x80, 3, 7))),
                arguments(
                        "a ping between",
                        "Hello",
                        frames(hello(0x41, 0, 3), hello(0x00, 3, 3), hello(0x00, 3, 6), hello(0x80, 6, 7))),
                arguments(
                        "7.2.3.3, no compression",
                        "Hello",
                        ClientFrames.frame(COMPRESSED_TEXT, hex("000500faff48656c6c6f00"))),
                arguments(
                        "7.2.3.4, a final block",
                        "Hello",
                        ClientFrames.frame(COMPRESSED_TEXT, hex("f348cdc9c9070000"))),
                arguments(
                        "a final block, no padding",
                        "Hello",
                        ClientFrames.frame(COMPRESSED_TEXT, hex("f348cdc9c90700"))),
                arguments(
                        "7.2.3.5, two blocks",
                        "Hello",
                        ClientFrames.frame(COMPRESSED_TEXT, hex("f248050000 00ffff cac9c90700"))),
                arguments("7.2.3.6, empty", "", ClientFrames.frame(COMPRESSED_TEXT, hex("00"))),
                arguments("empty without a byte", "", ClientFrames.frame(COMPRESSED_TEXT, hex(""))),
                arguments("not compressed", "Hello", ClientFrames.text("Hello")),
                arguments(
                        "as long as the limit",
                        "x".repeat(LIMIT),
                        ClientFrames.frame(
                                COMPRESSED_TEXT, compressed("x".repeat(LIMIT).getBytes(StandardCharsets.UTF_8)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("legal")
    void takesWhatIsLegal(String name, String text, byte[] bytes) {
        assertEquals(text, TextOf.text(decode(bytes)), name);
    }

    static Stream<Arguments> broken() {
        var big = compressed(new byte[LIMIT + 1]);
        return Stream.of(
                arguments("RSV1 on a continuation", frames(hello(0x41, 0, 3), hello(0xC0, 3, 7)), CloseCode.PROTOCOL),
                arguments("RSV1 on a later fragment", frames(hello(0x01, 0, 0), hello(0xC0, 0, 7)), CloseCode.PROTOCOL),
                arguments("RSV1 on a ping", ClientFrames.frame(0xC9, hex("00")), CloseCode.PROTOCOL),
                arguments("RSV1 on a close", ClientFrames.frame(0xC8, hex("03e8")), CloseCode.PROTOCOL),
                arguments("RSV2", ClientFrames.frame(0xA1, hex("00")), CloseCode.PROTOCOL),
                arguments("RSV1 and RSV3", ClientFrames.frame(0xD1, hex("00")), CloseCode.PROTOCOL),
                arguments("compressed binary", ClientFrames.frame(0xC2, hex("00")), CloseCode.BINARY),
                arguments("no DEFLATE", ClientFrames.frame(COMPRESSED_TEXT, hex("ffffffffff")), CloseCode.BAD_PAYLOAD),
                arguments(
                        "a distance before the beginning",
                        ClientFrames.frame(COMPRESSED_TEXT, hex("f200110000")),
                        CloseCode.BAD_PAYLOAD),
                arguments(
                        "two final blocks",
                        ClientFrames.frame(COMPRESSED_TEXT, hex("f348cdc9c90700 f348cdc9c90700")),
                        CloseCode.BAD_PAYLOAD),
                arguments(
                        "not UTF-8 inside",
                        ClientFrames.frame(COMPRESSED_TEXT, compressed(hex("ff"))),
                        CloseCode.BAD_PAYLOAD),
                arguments("a byte too long", ClientFrames.frame(COMPRESSED_TEXT, big), CloseCode.TOO_BIG),
                arguments(
                        "too long before it is inflated",
                        ClientFrames.frame(COMPRESSED_TEXT, new byte[LIMIT + 1]),
                        CloseCode.TOO_BIG),
                arguments(
                        "1000:1",
                        ClientFrames.frame(COMPRESSED_TEXT, compressed(new byte[900_000])),
                        CloseCode.TOO_BIG));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refusesWhatIsBroken(String name, byte[] bytes, CloseCode code) {
        var violation = assertInstanceOf(Violation.class, decode(bytes), name);
        assertEquals(code, violation.code(), violation.reason());
    }

    @Test
    void refusesCompressionThatWasNotAgreedOn() {
        var incoming = new FrameDecoder(LIMIT).next(ByteBuffer.wrap(ClientFrames.frame(COMPRESSED_TEXT, hex("00"))));
        assertEquals(
                CloseCode.PROTOCOL, assertInstanceOf(Violation.class, incoming).code());
    }

    /** No message refers to the one before: its inflater is a fresh one. */
    @Test
    void keepsNothingFromOneMessageToTheNext() {
        var decoder = decoder();
        var first = ClientFrames.frame(COMPRESSED_TEXT, hex("f248cdc9c90700"));
        assertEquals("Hello", TextOf.text(decoder.next(ByteBuffer.wrap(first))));
        // RFC 7692, 7.2.3.2: "Hello" again, with the window of the first message.
        var second = ClientFrames.frame(COMPRESSED_TEXT, hex("f200110000"));
        assertEquals(
                CloseCode.BAD_PAYLOAD,
                assertInstanceOf(Violation.class, decoder.next(ByteBuffer.wrap(second)))
                        .code());
    }

    @Test
    void inflatesLittleBeyondTheLimit() {
        var bomb = ClientFrames.frame(COMPRESSED_TEXT, compressed(new byte[900_000]));
        decode(bomb);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var decoder = decoder();
        var before = threads.getCurrentThreadAllocatedBytes();
        assertNotNull(decoder.next(ByteBuffer.wrap(bomb)));
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 64 * 1024, allocated + " bytes for a limit of " + LIMIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void throwsNothingWhateverTheBytes(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++) {
            var payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            assertNotNull(decode(ClientFrames.frame(COMPRESSED_TEXT, payload)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsTheSameWhateverTheSlices(long seed) {
        var random = new Random(seed);
        var text = "ab€".repeat(random.nextInt(150)) + random.nextInt();
        var frame = ClientFrames.frame(COMPRESSED_TEXT, compressed(text.getBytes(StandardCharsets.UTF_8)));
        var decoder = decoder();
        for (var at = 0; at < frame.length - 1; at++) {
            assertNull(decoder.next(ByteBuffer.wrap(frame, at, 1)));
        }
        assertEquals(text, TextOf.text(decoder.next(ByteBuffer.wrap(frame, frame.length - 1, 1))), "seed " + seed);
    }
}
