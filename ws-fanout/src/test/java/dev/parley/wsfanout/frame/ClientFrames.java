package dev.parley.wsfanout.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes a client's frames, legal and illegal ones. */
public final class ClientFrames {
    private static final int MASK = 0x1BADF00D;

    private ClientFrames() {}

    public static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] ping(String payload) {
        return frame(0x89, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] close(int number) {
        return frame(0x88, ByteBuffer.allocate(2).putShort((short) number).array());
    }

    /** Any first byte, the right length, masked. */
    public static byte[] frame(int firstByte, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(firstByte);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 0x10000) {
            out.write(0x80 | 126);
            out.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.writeBytes(ByteBuffer.allocate(4).putInt(MASK).array());
        out.writeBytes(masked(payload));
        return out.toByteArray();
    }

    private static byte[] masked(byte[] payload) {
        var masked = payload.clone();
        for (var i = 0; i < masked.length; i++) {
            masked[i] ^= (byte) (MASK >>> (24 - 8 * (i % 4)));
        }
        return masked;
    }
}
