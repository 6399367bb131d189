package dev.parley.ingress;

import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.edge.redis.SeenSessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When sessions were last connected; can be out of reach. */
final class InMemorySeenSessions implements SeenSessions {
    final Map<String, Seen> seen = new ConcurrentHashMap<>();
    volatile boolean isDown = true;

    @Override
    public void connected(UserCaller session) {}

    @Override
    public void disconnected(UserCaller session) {}

    @Override
    public Optional<Map<String, Seen>> find(String tenant, String user, List<String> sessions) {
        return isDown ? Optional.empty() : Optional.of(Map.copyOf(seen));
    }
}
