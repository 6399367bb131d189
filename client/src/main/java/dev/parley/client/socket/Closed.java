package dev.parley.client.socket;

/**
 * Why a socket was closed.
 *
 * @param code the close code of the other side; {@link #LOST} where there was none; the HTTP status where the upgrade was refused
 * @param reason for people
 */
public record Closed(int code, String reason) {
    /** The connection ended, or never began, without a close frame. */
    public static final int LOST = 1006;

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
