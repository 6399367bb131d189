package dev.parley.wsfanout.socket;

/**
 * How much may wait for a client that reads slowly.
 *
 * @param maxBytes above this the socket is closed
 * @param maxFrames above this the socket is closed
 * @param lowBytes up to this a backlog goes on being sent
 */
public record OutboxLimits(int maxBytes, int maxFrames, int lowBytes) {
    public static OutboxLimits of(int maxBytes, int maxFrames) {
        return new OutboxLimits(maxBytes, maxFrames, maxBytes / 4);
    }
}
