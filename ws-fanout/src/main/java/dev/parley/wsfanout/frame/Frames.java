package dev.parley.wsfanout.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes the server's frames. They are not masked, so one array can be written to any number of sockets. */
public final class Frames {
    private static final int FINAL = 0x80;
    private static final int ONE_BYTE_LENGTH = 125;
    private static final int TWO_BYTE_LENGTH = 0xFFFF;
    private static final int MAX_REASON_BYTES = 123;

    private Frames() {}

    public static byte[] text(byte[] utf8) {
        return frame(Opcodes.TEXT, utf8);
    }

    public static byte[] pong(byte[] payload) {
        return frame(Opcodes.PONG, payload);
    }

    public static byte[] close(CloseCode code, String reason) {
        var words = reason.getBytes(StandardCharsets.US_ASCII);
        var length = Math.min(words.length, MAX_REASON_BYTES);
        return frame(
                Opcodes.CLOSE,
                ByteBuffer.allocate(2 + length)
                        .putShort((short) code.number())
                        .put(words, 0, length)
                        .array());
    }

    /** The answer to a client's close frame. */
    public static byte[] closeEcho(int number) {
        return frame(
                Opcodes.CLOSE, ByteBuffer.allocate(2).putShort((short) number).array());
    }

    private static byte[] frame(int opcode, byte[] payload) {
        var header = payload.length <= ONE_BYTE_LENGTH ? 2 : payload.length <= TWO_BYTE_LENGTH ? 4 : 10;
        var frame = ByteBuffer.allocate(header + payload.length).put((byte) (FINAL | opcode));
        switch (header) {
            case 2 -> frame.put((byte) payload.length);
            case 4 -> frame.put((byte) 126).putShort((short) payload.length);
            default -> frame.put((byte) 127).putLong(payload.length);
        }
        return frame.put(payload).array();
    }
}
