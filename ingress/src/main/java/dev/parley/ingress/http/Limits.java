package dev.parley.ingress.http;

import java.time.Duration;

/**
 * What one process takes at a time.
 *
 * @param requests most requests under way; more are told to come again
 * @param bodyTime longest time for a body to arrive
 */
public record Limits(int requests, Duration bodyTime) {
    /** Most bytes of all bodies that are held in memory at a time. */
    static final int BODY_BYTES_HELD = 64 * 1024 * 1024;
    /** How much of a refused body is read and thrown away, so that the client comes to read the answer. */
    static final long DRAINED_BYTES = 16L * 1024 * 1024;
    /** What a client is told to wait where too much is under way. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);
}
