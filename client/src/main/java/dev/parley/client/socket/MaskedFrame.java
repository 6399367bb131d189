package dev.parley.client.socket;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** Builds masked frames. */
final class MaskedFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PONG = 0x8A;
    private static final int MASKED = 0x80;

    private MaskedFrame() {}

    static ByteBuffer text(byte[] payload) {
        return frame(FINAL_TEXT, payload);
    }

    static ByteBuffer pong(byte[] payload) {
        return frame(FINAL_PONG, payload);
    }

    static ByteBuffer close(int code) {
        return frame(FINAL_CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    private static ByteBuffer frame(int first, byte[] payload) {
        var length = payload.length;
        var frame = ByteBuffer.allocate(length + 14).put((byte) first);
        if (length < 126) {
            frame.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(length);
        }
        var mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        var bytes = frame.array();
        var at = frame.position();
        for (var i = 0; i < length; i++) {
            bytes[at + i] = (byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3))));
        }
        return frame.position(at + length).flip();
    }
}
