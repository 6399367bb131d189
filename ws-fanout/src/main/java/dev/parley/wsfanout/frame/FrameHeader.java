package dev.parley.wsfanout.frame;

import dev.parley.wsfanout.frame.Incoming.Violation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A frame's header while its bytes arrive, judged at each of them. */
final class FrameHeader {
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int COMPRESSED = 0x40;
    private static final int MASKED = 0x80;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int TWO_BYTES = 126;
    private static final int MASK_BYTES = 4;

    private final boolean mayBeCompressed;
    private int first;
    private int lengthBytes;
    private int read;
    private long length;
    private int mask;
    private @Nullable Violation violation;

    /** @param mayBeCompressed whether the first frame of a message may say that the message is compressed */
    FrameHeader(boolean mayBeCompressed) {
        this.mayBeCompressed = mayBeCompressed;
    }

    /** Takes one byte or all that the header needs; false where none is left, or {@link #violation()} says why not. */
    boolean take(ByteBuffer in) {
        while (!isComplete()) {
            if (!in.hasRemaining()) {
                return false;
            }
            violation = takeOctet(in.get() & 0xFF);
            if (violation != null) {
                return false;
            }
        }
        return true;
    }

    boolean isComplete() {
        return read >= 2 && read == 2 + lengthBytes + MASK_BYTES;
    }

    @Nullable
    Violation violation() {
        return violation;
    }

    int opcode() {
        return first & 0x0F;
    }

    boolean isFinal() {
        return (first & FINAL) != 0;
    }

    /** Whether the message that begins here is compressed. */
    boolean isCompressed() {
        return (first & COMPRESSED) != 0;
    }

    boolean isControl() {
        return Opcodes.isControl(opcode());
    }

    long length() {
        return length;
    }

    int mask() {
        return mask;
    }

    void reset() {
        read = 0;
        lengthBytes = 0;
        length = 0;
        mask = 0;
    }

    private @Nullable Violation takeOctet(int octet) {
        read++;
        if (read == 1) {
            first = octet;
            return judgeFirst();
        }
        if (read == 2) {
            return takeShortLength(octet);
        }
        if (read <= 2 + lengthBytes) {
            length = (length << 8) | octet;
            return read == 2 + lengthBytes ? judgeLength() : null;
        }
        mask = (mask << 8) | octet;
        return null;
    }

    private @Nullable Violation judgeFirst() {
        var reserved = first & RESERVED;
        if (reserved != 0 && !(reserved == COMPRESSED && mayBeCompressed && Opcodes.beginsMessage(opcode()))) {
            return broken("reserved bits are set");
        }
        if (!Opcodes.isKnown(opcode())) {
            return broken("unknown opcode");
        }
        return isControl() && !isFinal() ? broken("fragmented control frame") : null;
    }

    private @Nullable Violation takeShortLength(int octet) {
        if ((octet & MASKED) == 0) {
            return broken("frame is not masked");
        }
        var shortLength = octet & 0x7F;
        if (isControl() && shortLength > MAX_CONTROL_BYTES) {
            return broken("control frame is too long");
        }
        lengthBytes = shortLength < TWO_BYTES ? 0 : shortLength == TWO_BYTES ? 2 : 8;
        length = lengthBytes == 0 ? shortLength : 0;
        return null;
    }

    private @Nullable Violation judgeLength() {
        if (length < 0) {
            return broken("length is negative");
        }
        var isShortest = lengthBytes == 2 ? length >= TWO_BYTES : length > 0xFFFF;
        return isShortest ? null : broken("length is not in its shortest form");
    }

    private static Violation broken(String reason) {
        return new Violation(CloseCode.PROTOCOL, reason);
    }
}
