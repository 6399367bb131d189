package dev.parley.client;

import dev.parley.client.socket.Closed;

/** Whoever holds a session. Called on the loop's thread, which must not be blocked. */
public interface SessionListener {
    /** @param receivedAt {@link System#nanoTime()} when the frame was read */
    void received(ClientSession session, ServerFrame frame, long receivedAt);

    /** The session is no more; called once, also where it never began. */
    void ended(ClientSession session, Closed why);
}
