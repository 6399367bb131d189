package dev.parley.client.socket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the frames of a server in a run of bytes and hands them on where they lie; only fragmented messages are copied. */
final class ServerFrameDecoder {
    /** The largest frame or message taken. */
    static final int MAX_BYTES = 1 << 20;

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LARGEST_CONTROL = 125;

    private final FrameSink sink;
    private @Nullable ByteArrayOutputStream fragments;
    private boolean areFragmentsBinary;

    ServerFrameDecoder(FrameSink sink) {
        this.sink = sink;
    }

    /** Hands on every whole frame between the positions, and returns where the first incomplete one begins. */
    int decode(byte[] bytes, int from, int to) throws FrameException {
        var at = from;
        while (to - at >= 2) {
            var second = bytes[at + 1] & 0xFF;
            if ((second & 0x80) != 0) {
                throw new FrameException(1002, "masked frame from the server");
            }
            var lengthBytes = second < 126 ? 0 : second == 126 ? 2 : 8;
            var header = 2 + lengthBytes;
            if (to - at < header) {
                break;
            }
            var length = lengthBytes == 0 ? second : length(bytes, at + 2, lengthBytes);
            if (length < 0 || length > MAX_BYTES) {
                throw new FrameException(1009, "frame of " + Long.toUnsignedString(length) + " bytes");
            }
            if (to - at - header < length) {
                break;
            }
            frame(bytes[at] & 0xFF, bytes, at + header, (int) length);
            at += header + (int) length;
        }
        return at;
    }

    private static long length(byte[] bytes, int at, int count) {
        var length = 0L;
        for (var i = 0; i < count; i++) {
            length = length << 8 | (bytes[at + i] & 0xFF);
        }
        return length;
    }

    private void frame(int first, byte[] bytes, int offset, int length) throws FrameException {
        if ((first & 0x70) != 0) {
            throw new FrameException(1002, "reserved bits set");
        }
        var isFinal = (first & 0x80) != 0;
        switch (first & 0x0F) {
            case TEXT, BINARY -> message((first & 0x0F) == BINARY, isFinal, bytes, offset, length);
            case CONTINUATION -> continuation(isFinal, bytes, offset, length);
            case CLOSE -> close(bytes, offset, length);
            case PING -> {
                if (length > LARGEST_CONTROL) {
                    throw new FrameException(1002, "ping of " + length + " bytes");
                }
                sink.ping(Arrays.copyOfRange(bytes, offset, offset + length));
            }
            case PONG -> {}
            default -> throw new FrameException(1002, "unknown opcode " + (first & 0x0F));
        }
    }

    private void message(boolean isBinary, boolean isFinal, byte[] bytes, int offset, int length)
            throws FrameException {
        if (fragments != null) {
            throw new FrameException(1002, "a message began inside another");
        }
        if (isFinal) {
            handOn(isBinary, bytes, offset, length);
        } else {
            areFragmentsBinary = isBinary;
            fragments = new ByteArrayOutputStream();
            fragments.write(bytes, offset, length);
        }
    }

    private void handOn(boolean isBinary, byte[] bytes, int offset, int length) {
        if (isBinary) {
            sink.binary(bytes, offset, length);
        } else {
            sink.text(bytes, offset, length);
        }
    }

    private void continuation(boolean isFinal, byte[] bytes, int offset, int length) throws FrameException {
        if (fragments == null) {
            throw new FrameException(1002, "continuation of nothing");
        }
        if (fragments.size() + length > MAX_BYTES) {
            throw new FrameException(1009, "message above " + MAX_BYTES + " bytes");
        }
        fragments.write(bytes, offset, length);
        if (isFinal) {
            var whole = fragments.toByteArray();
            fragments = null;
            handOn(areFragmentsBinary, whole, 0, whole.length);
        }
    }

    private void close(byte[] bytes, int offset, int length) {
        if (length < 2) {
            sink.close(1005, "");
        } else {
            var code = (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
            sink.close(code, new String(bytes, offset + 2, length - 2, StandardCharsets.UTF_8));
        }
    }
}
