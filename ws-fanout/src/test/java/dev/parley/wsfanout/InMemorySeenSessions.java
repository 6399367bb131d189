package dev.parley.wsfanout;

import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.edge.redis.SeenSessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a node says of its sessions, in order. */
final class InMemorySeenSessions implements SeenSessions {
    final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void connected(UserCaller session) {
        said.add("connected " + session.user());
    }

    @Override
    public void disconnected(UserCaller session) {
        said.add("disconnected " + session.user());
    }

    @Override
    public Optional<Map<String, Seen>> find(String tenant, String user, List<String> sessions) {
        return Optional.empty();
    }
}
