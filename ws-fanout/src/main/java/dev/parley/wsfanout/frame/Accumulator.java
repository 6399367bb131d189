package dev.parley.wsfanout.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gathers a payload that comes in pieces. Grows with what arrived, never with what was announced. */
final class Accumulator {
    private static final int INITIAL_BYTES = 256;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;

    int length() {
        return length;
    }

    /** Takes {@code count} masked bytes; {@code frameOffset} is how much of the frame's payload came before. */
    void take(ByteBuffer in, int count, int mask, long frameOffset) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        in.get(bytes, length, count);
        for (var i = 0; i < count; i++) {
            var shift = 24 - 8 * (int) ((frameOffset + i) & 3);
            bytes[length + i] ^= (byte) (mask >>> shift);
        }
        length += count;
    }

    byte[] toBytes() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }
}
