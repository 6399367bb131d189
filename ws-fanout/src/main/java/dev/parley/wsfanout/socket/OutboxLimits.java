package dev.parley.wsfanout.socket;

/**
 * How much may wait for a client that reads slowly.
 *
 * @param maxBytes above this the socket is closed
 * @param maxFrames above this the socket is closed
 * @param lowBytes up to this a backlog goes on being sent, and what may be lost is taken
 */
public record OutboxLimits(int maxBytes, int maxFrames, int lowBytes) {
    private static final int SHARE = 4;

    public static OutboxLimits of(int maxBytes, int maxFrames) {
        return new OutboxLimits(maxBytes, maxFrames, maxBytes / SHARE);
    }

    /** Up to this what may be lost is taken. */
    int lowFrames() {
        return maxFrames / SHARE;
    }
}
