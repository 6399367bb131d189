package dev.parley.wsfanout.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        var frame = Frames.close(CloseCode.REPLACED, "again");
        assertEquals(0x8807_0FA9, ByteBuffer.wrap(frame).getInt());
        assertEquals("again", new String(frame, 4, frame.length - 4, StandardCharsets.US_ASCII));
    }

    @Test
    void cutsAReasonThatAControlFrameCannotHold() {
        assertEquals(127, Frames.close(CloseCode.PROTOCOL, "x".repeat(500)).length);
    }
}
