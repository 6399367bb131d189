package dev.parley.wsfanout.frame;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates messages, never by much more than is allowed. */
final class Inflation {
    /** What the sender of each message leaves out (RFC 7692, 7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final int INITIAL_BYTES = 1024;

    /** How many bytes at the end of what a deflater flushes are left out. */
    static final int TAIL_BYTES = TAIL.length;

    private Inflation() {}

    /** Inflates one message; the memory for it grows with what came out, up to a byte more than {@code maxBytes}. */
    static Inflated of(Inflater inflater, byte[] message, int maxBytes) {
        var out = new byte[Math.min(maxBytes + 1, INITIAL_BYTES)];
        var length = 0;
        var isTail = false;
        inflater.setInput(message);
        try {
            while (true) {
                var count = inflater.inflate(out, length, out.length - length);
                length += count;
                if (length > maxBytes) {
                    return new Inflated.TooLong();
                }
                if (inflater.finished()) {
                    return isTail || isPadding(message, inflater.getRemaining())
                            ? new Inflated.Whole(Arrays.copyOf(out, length))
                            : new Inflated.Broken();
                }
                if (count == 0 && isTail) {
                    return new Inflated.Whole(Arrays.copyOf(out, length));
                }
                if (count == 0) {
                    inflater.setInput(TAIL);
                    isTail = true;
                } else if (length == out.length) {
                    out = Arrays.copyOf(out, Math.min(maxBytes + 1, 2 * length));
                }
            }
        } catch (DataFormatException _) {
            return new Inflated.Broken();
        }
    }

    /** After a final block only a byte may stand, which makes an empty block of the tail (RFC 7692, 7.2.3.4). */
    private static boolean isPadding(byte[] message, int remaining) {
        return remaining == 0 || (remaining == 1 && message[message.length - 1] == 0);
    }
}
