package dev.parley.client.socket;

import java.io.IOException;

/** The server broke the WebSocket protocol. */
final class FrameException extends IOException {
    private final int closeCode;

    FrameException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    int closeCode() {
        return closeCode;
    }
}
