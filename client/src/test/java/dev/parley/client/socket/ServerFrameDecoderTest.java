package dev.parley.client.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFrameDecoderTest {
    private final List<String> heard = new ArrayList<>();
    private final ServerFrameDecoder decoder = new ServerFrameDecoder(new FrameSink() {
        @Override
        public void text(byte[] bytes, int offset, int length) {
            var text = new String(bytes, offset, length, StandardCharsets.UTF_8);
            heard.add(length > 100 ? "text of " + length : "text " + text);
        }

        @Override
        public void binary(byte[] bytes, int offset, int length) {
            heard.add("binary of " + length);
        }

        @Override
        public void ping(byte[] payload) {
            heard.add("ping " + new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void close(int code, String reason) {
            heard.add("close " + code + " " + reason);
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1 << 17})
    void findsFramesHoweverTheyAreCut(int atATime) throws FrameException {
        var stream = new ByteArrayOutputStream();
        stream.writeBytes(frame(0x81, "hello"));
        stream.writeBytes(frame(0x81, "x".repeat(126)));
        stream.writeBytes(frame(0x01, "frag"));
        stream.writeBytes(frame(0x89, "beat"));
        stream.writeBytes(frame(0x80, "ments"));
        stream.writeBytes(frame(0x81, "y".repeat(70_000)));
        stream.writeBytes(frame(0x82, "12345"));
        stream.writeBytes(frame(0x02, "123"));
        stream.writeBytes(frame(0x80, "4567"));
        stream.writeBytes(frame(0x88, ""));

        feed(stream.toByteArray(), atATime);

        assertEquals(
                List.of(
                        "text hello",
                        "text of 126",
                        "ping beat",
                        "text fragments",
                        "text of 70000",
                        "binary of 5",
                        "binary of 7",
                        "close 1005 "),
                heard);
    }

    @Test
    void readsTheCloseCodeAndReason() throws FrameException {
        var payload = ByteBuffer.allocate(6)
                .putShort((short) 1013)
                .put("slow".getBytes(StandardCharsets.UTF_8))
                .array();

        feed(frame(0x88, payload), 100);

        assertEquals(List.of("close 1013 slow"), heard);
    }

    @ParameterizedTest
    @CsvSource({
        "c100, 1002", // reserved bits
        "8180, 1002", // masked by a server
        "8300, 1002", // unknown opcode
        "8000, 1002", // continuation of nothing
        "817f8000000000000000, 1009", // length 2^63
        "817f0000000000200000, 1009", // above the limit
        "897e00ff, 1002" // ping too large, cut below
    })
    void refusesBrokenFramesWithoutWaitingForTheirLength(String hex, int closeCode) {
        var bytes = HexFormat.of().parseHex(hex);
        var padded = Arrays.copyOf(bytes, bytes.length + 300);

        var refusal = assertThrows(FrameException.class, () -> decoder.decode(padded, 0, padded.length));

        assertEquals(closeCode, refusal.closeCode());
    }

    @Test
    void refusesAMessageInsideAnother() {
        var stream = new ByteArrayOutputStream();
        stream.writeBytes(frame(0x01, "one"));
        stream.writeBytes(frame(0x81, "two"));

        assertThrows(FrameException.class, () -> feed(stream.toByteArray(), 100));
    }

    private void feed(byte[] bytes, int atATime) throws FrameException {
        var begin = 0;
        for (var end = Math.min(atATime, bytes.length); ; end = Math.min(end + atATime, bytes.length)) {
            begin = decoder.decode(bytes, begin, end);
            if (end == bytes.length) {
                return;
            }
        }
    }

    private static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] frame(int first, byte[] payload) {
        var frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
