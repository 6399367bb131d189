package dev.parley.wsfanout.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDeflateTest {
    private static final int BITS = MessageDeflate.MAX_WINDOW_BITS;

    private final AtomicInteger compressions = new AtomicInteger();
    private final MessageDeflate deflate = new MessageDeflate(compressions::incrementAndGet);

    @AfterEach
    void close() {
        deflate.close();
    }

    private static byte[] text(int length) {
        return "{\"type\":\"event\",\"text\":\"over and over\"}"
                .repeat(length / 20 + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What a client makes of the payload of a compressed frame. */
    private static byte[] inflated(byte[] frame, int length) throws DataFormatException {
        assertEquals(0xC1, frame[0] & 0xFF);
        var header = Frames.headerBytes(frame);
        var payload = Arrays.copyOfRange(frame, header, frame.length + 4);
        payload[payload.length - 2] = (byte) 0xFF;
        payload[payload.length - 1] = (byte) 0xFF;
        try (var inflater = new Inflater(true)) {
            inflater.setInput(payload);
            var out = new byte[length + 1];
            return Arrays.copyOf(out, inflater.inflate(out));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 1_000, 32_768, 65_536, 131_072})
    void makesWhatAClientInflates(int length) throws DataFormatException {
        var text = text(length);
        var frame = deflate.single(Frames.text(text), BITS);
        assertTrue(frame.length < length / 2, "of " + length + " bytes " + frame.length);
        assertArrayEquals(text, inflated(frame, length));
    }

    @Test
    void leavesShortTextsAsTheyAre() {
        var frame = Frames.text(text(255));
        assertSame(frame, deflate.single(frame, BITS));
        assertSame(frame, deflate.shared(frame, BITS));
    }

    @Test
    void leavesControlFramesAsTheyAre() {
        var close = Frames.close(CloseCode.NORMAL, "x".repeat(123));
        assertSame(close, deflate.single(close, BITS));
    }

    @Test
    void leavesWhatDoesNotGetShorter() {
        var noise = new byte[4_000];
        new Random(1).nextBytes(noise);
        var frame = Frames.binary(noise);
        assertSame(frame, deflate.shared(frame, BITS));
        assertSame(frame, deflate.shared(frame, BITS));
        assertEquals(1, compressions.get());
    }

    @Test
    void compressesAFrameOnceForAllSockets() {
        var frame = Frames.text(text(1_000));
        var first = deflate.shared(frame, BITS);
        for (var i = 0; i < 1_000; i++) {
            assertSame(first, deflate.shared(frame, BITS));
        }
        assertEquals(1, compressions.get());
    }

    /** A text that is no longer than the client's window refers to nothing outside of it. */
    @Test
    void sendsTextsLongerThanTheClientsWindowAsTheyAre() throws DataFormatException {
        var longer = Frames.text(text(1_025));
        assertSame(longer, deflate.shared(longer, 10));
        var text = text(1_024);
        assertArrayEquals(text, inflated(deflate.shared(Frames.text(text), 10), 1_024));
    }

    @Test
    void keepsAFewCodecsAndEndsTheOthers() {
        var created = new AtomicInteger();
        var ended = new AtomicInteger();
        var pool = new ZlibPool<>(2, created::incrementAndGet, _ -> {}, _ -> ended.incrementAndGet());
        pool.use(_ -> pool.use(_ -> pool.use(_ -> 0)));
        assertEquals(3, created.get());
        assertEquals(1, ended.get());
        pool.use(_ -> {
            pool.close();
            return 0;
        });
        assertEquals(3, created.get());
        assertEquals(3, ended.get());
        assertEquals(0, pool.size());
    }
}
