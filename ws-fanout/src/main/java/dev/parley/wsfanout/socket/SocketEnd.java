package dev.parley.wsfanout.socket;

/**
 * How a socket ended.
 *
 * @param code of the close frame that came first; {@link #LOST_CODE} where there was none
 */
public record SocketEnd(By by, int code) {
    /** What the WebSocket protocol reserves for a connection that broke. */
    public static final int LOST_CODE = 1006;

    static final SocketEnd LOST = new SocketEnd(By.NOBODY, LOST_CODE);

    /** Who closed it. */
    public enum By {
        SERVER,
        CLIENT,
        /** The connection broke. */
        NOBODY
    }
}
