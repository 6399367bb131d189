package dev.parley.wsfanout.session;

import java.util.Set;

/** Frames of clients that become signals, on their way to the log. Nothing blocks. Safe for many threads. */
interface SignalIntake {
    /** The types of frames that it takes. */
    Set<String> types();

    /** Takes a frame, or tells the client why not. */
    void take(Session session, ClientFrame frame);

    /** The session is live: its memberships are known. On the tail's thread. */
    default void joined(Session session) {}

    /** A message of the session was accepted. Must not block. */
    default void said(Session session, String conversation) {}

    /** The session ends, and has not left the stream yet: it still counts as a member of its conversations. */
    default void ended(Session session) {}

    /** Once a second for each session, at no cost where nothing has changed. On the timer's thread, before {@link #check()}. */
    default void check(Session session) {}

    /** Once a second. On the timer's thread. */
    default void check() {}

    /** The node stops, and the sessions are about to be closed. */
    default void stop() {}

    /** Whether the log has, or has refused, everything that was taken. */
    default boolean isIdle() {
        return true;
    }
}
