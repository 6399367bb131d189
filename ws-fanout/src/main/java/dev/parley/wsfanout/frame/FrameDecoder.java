package dev.parley.wsfanout.frame;

import dev.parley.wsfanout.frame.Incoming.Violation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a client's bytes into frames, however they are sliced. Judges a frame by its header before anything is kept of it,
 * and keeps nothing between messages. Not safe for many threads.
 */
public final class FrameDecoder {
    private static final byte[] NOTHING = {};

    private final int maxMessageBytes;
    private final boolean takesBinary;
    private final @Nullable MessageDeflate deflate;
    private final FrameHeader header;
    private @Nullable Accumulator message;
    private @Nullable Accumulator control;
    private boolean isBinary;
    private boolean isCompressed;
    private long payloadRead;
    private @Nullable Violation violation;

    /** @param maxMessageBytes longest text, all its fragments together */
    public FrameDecoder(int maxMessageBytes) {
        this(maxMessageBytes, false, null);
    }

    /**
     * @param maxMessageBytes longest message, all its fragments together, before and after it is inflated
     * @param takesBinary whether binary messages are served
     * @param deflate null where compression was not agreed on
     */
    public FrameDecoder(int maxMessageBytes, boolean takesBinary, @Nullable MessageDeflate deflate) {
        this.maxMessageBytes = maxMessageBytes;
        this.takesBinary = takesBinary;
        this.deflate = deflate;
        this.header = new FrameHeader(deflate != null);
    }

    /** The next whole message or control frame; null when all bytes were taken and more are needed. A violation is final. */
    public @Nullable Incoming next(ByteBuffer in) {
        while (violation == null) {
            if (!header.isComplete()) {
                if (!header.take(in)) {
                    violation = header.violation();
                    return violation;
                }
                violation = header.isComplete() ? judge() : null;
                continue;
            }
            if (!takePayload(in)) {
                return null;
            }
            var incoming = finishFrame();
            if (incoming != null) {
                return incoming;
            }
        }
        return violation;
    }

    private @Nullable Violation judge() {
        payloadRead = 0;
        if (header.isControl()) {
            return null;
        }
        if (header.opcode() == Opcodes.BINARY && !takesBinary) {
            return new Violation(CloseCode.BINARY, "binary frames are not served");
        }
        var isContinuation = header.opcode() == Opcodes.CONTINUATION;
        if (isContinuation != (message != null)) {
            return new Violation(CloseCode.PROTOCOL, isContinuation ? "nothing to continue" : "message not finished");
        }
        if (!isContinuation) {
            isBinary = header.opcode() == Opcodes.BINARY;
            isCompressed = header.isCompressed();
        }
        var before = message == null ? 0 : message.length();
        return header.length() > maxMessageBytes - before ? tooBig() : null;
    }

    private Violation tooBig() {
        return new Violation(CloseCode.TOO_BIG, "longer than " + maxMessageBytes + " bytes");
    }

    /** Whether the frame's payload is complete. */
    private boolean takePayload(ByteBuffer in) {
        var count = (int) Math.min(header.length() - payloadRead, in.remaining());
        if (count > 0) {
            target().take(in, count, header.mask(), payloadRead);
            payloadRead += count;
        }
        return payloadRead == header.length();
    }

    private Accumulator target() {
        if (header.isControl()) {
            control = control == null ? new Accumulator() : control;
            return control;
        }
        message = message == null ? new Accumulator() : message;
        return message;
    }

    private @Nullable Incoming finishFrame() {
        var opcode = header.opcode();
        var isFinal = header.isFinal();
        header.reset();
        if (Opcodes.isControl(opcode)) {
            var payload = control == null ? NOTHING : control.toBytes();
            control = null;
            return controlFrame(opcode, payload);
        }
        // An empty first fragment begins a message as well.
        message = message == null ? new Accumulator() : message;
        if (!isFinal) {
            return null;
        }
        var payload = message.toBytes();
        message = null;
        return isCompressed && deflate != null ? inflated(deflate.inflate(payload, maxMessageBytes)) : whole(payload);
    }

    private Incoming inflated(Inflated inflated) {
        return switch (inflated) {
            case Inflated.Whole(var payload) -> whole(payload);
            case Inflated.TooLong _ -> fail(tooBig());
            case Inflated.Broken _ -> fail(CloseCode.BAD_PAYLOAD, "message cannot be inflated");
        };
    }

    private Incoming whole(byte[] payload) {
        if (isBinary) {
            return new Incoming.Binary(payload);
        }
        return Utf8.isValid(payload, 0) ? new Incoming.Text(payload) : fail(CloseCode.BAD_PAYLOAD, "text is not UTF-8");
    }

    private Incoming controlFrame(int opcode, byte[] payload) {
        return switch (opcode) {
            case Opcodes.PING -> new Incoming.Ping(payload);
            case Opcodes.PONG -> new Incoming.Pong();
            default -> closeFrame(payload);
        };
    }

    private Incoming closeFrame(byte[] payload) {
        if (payload.length == 0) {
            return new Incoming.Close(CloseCode.NORMAL.number());
        }
        if (payload.length == 1) {
            return fail(CloseCode.PROTOCOL, "half a close code");
        }
        var number = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        if (!isCloseNumber(number)) {
            return fail(CloseCode.PROTOCOL, "not a close code");
        }
        return Utf8.isValid(payload, 2)
                ? new Incoming.Close(number)
                : fail(CloseCode.BAD_PAYLOAD, "reason is not UTF-8");
    }

    private static boolean isCloseNumber(int number) {
        return (number >= 1000 && number <= 1003)
                || (number >= 1007 && number <= 1014)
                || (number >= 3000 && number <= 4999);
    }

    private Violation fail(CloseCode code, String reason) {
        return fail(new Violation(code, reason));
    }

    private Violation fail(Violation failed) {
        violation = failed;
        return failed;
    }
}
