package dev.parley.client;

import dev.parley.client.socket.Closed;

/** The owner of a session. Called on the loop's thread, which must not be blocked. */
public interface SessionListener {
    /** @param receivedAt {@link System#nanoTime()} when the frame was read */
    void received(ClientSession session, ServerFrame frame, long receivedAt);

    /** The session has ended. Called once, also for a session that never opened. */
    void ended(ClientSession session, Closed why);
}
