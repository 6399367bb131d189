package dev.parley.wsfanout.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes the server's frames. They are not masked, so one array can be written to any number of sockets. */
public final class Frames {
    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int ONE_BYTE_LENGTH = 125;
    private static final int TWO_BYTE_LENGTH = 0xFFFF;
    private static final int MAX_REASON_BYTES = 123;

    private Frames() {}

    public static byte[] text(byte[] utf8) {
        return frame(Opcodes.TEXT, utf8);
    }

    public static byte[] binary(byte[] payload) {
        return frame(Opcodes.BINARY, payload);
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

    /** Whether it is a whole text or binary message that is not compressed. */
    static boolean isMessage(byte[] frame) {
        return frame[0] == (byte) (FINAL | Opcodes.TEXT) || frame[0] == (byte) (FINAL | Opcodes.BINARY);
    }

    /** How many bytes of a frame of the server stand before its payload. */
    static int headerBytes(byte[] frame) {
        return switch (frame[1]) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    /** The same message with its payload compressed. */
    static byte[] compressed(byte[] frame, byte[] payload, int length) {
        return frame(COMPRESSED | frame[0] & 0x0F, payload, length);
    }

    private static byte[] frame(int opcode, byte[] payload) {
        return frame(opcode, payload, payload.length);
    }

    private static byte[] frame(int opcode, byte[] payload, int length) {
        var header = length <= ONE_BYTE_LENGTH ? 2 : length <= TWO_BYTE_LENGTH ? 4 : 10;
        var frame = ByteBuffer.allocate(header + length).put((byte) (FINAL | opcode));
        switch (header) {
            case 2 -> frame.put((byte) length);
            case 4 -> frame.put((byte) 126).putShort((short) length);
            default -> frame.put((byte) 127).putLong(length);
        }
        return frame.put(payload, 0, length).array();
    }
}
