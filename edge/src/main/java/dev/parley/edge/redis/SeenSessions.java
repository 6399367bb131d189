package dev.parley.edge.redis;

import dev.parley.edge.identity.Caller.UserCaller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When sessions were last connected, as far as it is known: a hint that may be missing. Safe for many threads. */
public interface SeenSessions {
    /**
     * What is known of a session.
     *
     * @param at when a socket of it was last known to be open
     * @param isConnected whether one is open; up to three minutes late where a node was killed
     */
    record Seen(Instant at, boolean isConnected) {}

    /** A socket of the session is open on this node: a new one, or still. To be told every {@link #INTERVAL_SECONDS}. Never blocks. */
    void connected(UserCaller session);

    /** The last socket of the session on this node is closed. Never blocks. */
    void disconnected(UserCaller session);

    /** Of these sessions of a user those that were ever seen; empty where nobody can tell now. Waits 100 ms at most. */
    Optional<Map<String, Seen>> find(String tenant, String user, List<String> sessions);

    /** How often an open socket is told of. */
    int INTERVAL_SECONDS = 120;

    /** Where there is no Redis. */
    static SeenSessions none() {
        return new SeenSessions() {
            @Override
            public void connected(UserCaller session) {}

            @Override
            public void disconnected(UserCaller session) {}

            @Override
            public Optional<Map<String, Seen>> find(String tenant, String user, List<String> sessions) {
                return Optional.empty();
            }
        };
    }
}
