package dev.parley.wsfanout.session;

import dev.parley.edge.redis.SeenSessions;

/**
 * Tells which sessions have sockets on this node: at hello, at the close of the last one, and every few minutes while one is open, each
 * second a part of them. Never blocks.
 */
final class SeenSockets implements Runnable {
    private static final int PARTS = SeenSessions.INTERVAL_SECONDS;

    private final Sessions sessions;
    private final SeenSessions seen;
    private int part;

    SeenSockets(Sessions sessions, SeenSessions seen) {
        this.sessions = sessions;
        this.seen = seen;
    }

    /** A socket has said hello. */
    void introduced(Session session) {
        seen.connected(session.caller());
    }

    /** A socket is gone, and no longer among the node's sessions. */
    void closed(Session session) {
        var caller = session.caller();
        var isLast = sessions.of(caller.tenant(), caller.user()).stream()
                .noneMatch(other ->
                        other.device() != null && other.caller().session().equals(caller.session()));
        if (session.device() != null && isLast) {
            seen.disconnected(caller);
        }
    }

    /** To be run every second. */
    @Override
    public void run() {
        part = (part + 1) % PARTS;
        sessions.all()
                .filter(session -> session.spread() % PARTS == part && session.device() != null && session.isOpen())
                .forEach(session -> seen.connected(session.caller()));
    }
}
