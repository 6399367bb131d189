package dev.parley.wsfanout.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class FramesTest {
    @ParameterizedTest
    @CsvSource({"0,8100", "125,817d", "126,817e007e", "65535,817effff", "65536,817f0000000000010000"})
    void writesEachLengthInItsShortestForm(int length, String header) {
        var frame = Frames.text(new byte[length]);
        var headerBytes = header.length() / 2;
        assertEquals(header, HexFormat.of().formatHex(frame, 0, headerBytes));
        assertEquals(headerBytes + length, frame.length);
    }

    @Test
    void closesWithItsCodeAndReason() {
        var frame = ByteBuffer.wrap(Frames.close(CloseCode.REPLACED, "again"));
        assertEquals((short) 0x8807, frame.getShort());
        assertEquals(4009, frame.getShort());
        assertArrayEquals("again".getBytes(java.nio.charset.StandardCharsets.US_ASCII), rest(frame));
    }

    @Test
    void cutsAReasonThatAControlFrameCannotHold() {
        assertEquals(127, Frames.close(CloseCode.PROTOCOL, "x".repeat(500)).length);
    }

    private static byte[] rest(ByteBuffer frame) {
        return Arrays.copyOfRange(frame.array(), frame.position(), frame.limit());
    }
}
