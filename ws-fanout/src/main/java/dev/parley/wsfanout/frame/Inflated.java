package dev.parley.wsfanout.frame;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What a compressed message turned out to be. */
sealed interface Inflated {
    record Whole(byte[] bytes) implements Inflated {}

    /** Longer than allowed; nothing beyond that was inflated. */
    record TooLong() implements Inflated {}

    /** Not DEFLATE data, or more than one message. */
    record Broken() implements Inflated {}

    /** What the sender of each message leaves out (RFC 7692, 7.2.1). */
    byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    int INITIAL_BYTES = 1024;

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
                    return new TooLong();
                }
                if (inflater.finished()) {
                    return isTail || isPadding(message, inflater.getRemaining())
                            ? new Whole(Arrays.copyOf(out, length))
                            : new Broken();
                }
                if (count == 0 && isTail) {
                    return new Whole(Arrays.copyOf(out, length));
                }
                if (count == 0) {
                    inflater.setInput(TAIL);
                    isTail = true;
                } else if (length == out.length) {
                    out = Arrays.copyOf(out, Math.min(maxBytes + 1, 2 * length));
                }
            }
        } catch (DataFormatException _) {
            return new Broken();
        }
    }

    /** After a final block only a byte may stand, which makes an empty block of the tail (RFC 7692, 7.2.3.4). */
    private static boolean isPadding(byte[] message, int remaining) {
        return remaining == 0 || (remaining == 1 && message[message.length - 1] == 0);
    }
}
