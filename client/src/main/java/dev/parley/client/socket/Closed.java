package dev.parley.client.socket;

import java.time.Duration;

/**
 * Why a socket was closed.
 *
 * @param code the close code of the other side; {@link #LOST} where there was none; the HTTP status where the upgrade was refused
 * @param reason for people
 * @param retryAfter how long the server asked to wait where it refused the upgrade; zero where it did not say
 */
public record Closed(int code, String reason, Duration retryAfter) {
    /** The connection ended, or never began, without a close frame. */
    public static final int LOST = 1006;

    public Closed(int code, String reason) {
        this(code, reason, Duration.ZERO);
    }

    static Closed lost(String reason) {
        return new Closed(LOST, reason);
    }

    /** Whether the server refused before the socket was open, and will do so again. */
    public boolean isRefused() {
        return code == 400 || code == 401 || code == 403 || code == 404;
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
