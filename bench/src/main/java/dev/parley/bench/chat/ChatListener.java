package dev.parley.bench.chat;

/**
 * Hears what comes to a user. Called on a socket's thread, one call after the other, which must not be blocked. Times are
 * {@link System#nanoTime()} at the read that completed what came.
 */
public interface ChatListener {
    void delivered(Delivery delivery, long receivedAt);

    /** @param seq where the message stands; 0 where the platform says none */
    void accepted(String id, long seq, long receivedAt);

    void refused(String id, String code);

    /** Nothing is known of what was sent, so the user has sent it again with the same id. */
    void sentAgain(String id);

    /** A connection was lost. What was sent and not acknowledged may have happened or not. */
    void lost();
}
