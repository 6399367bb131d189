package dev.parley.wsfanout.frame;

/** The opcodes of RFC 6455. */
final class Opcodes {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private Opcodes() {}

    static boolean isControl(int opcode) {
        return opcode >= CLOSE;
    }

    static boolean beginsMessage(int opcode) {
        return opcode == TEXT || opcode == BINARY;
    }

    static boolean isKnown(int opcode) {
        return opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
    }
}
