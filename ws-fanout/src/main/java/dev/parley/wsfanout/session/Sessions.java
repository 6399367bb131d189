package dev.parley.wsfanout.session;

import dev.parley.edge.identity.Caller.UserCaller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sessions of this node, by user. Safe for many threads. */
final class Sessions {
    private final ConcurrentHashMap<UserKey, List<Session>> byUser = new ConcurrentHashMap<>();

    private record UserKey(String tenant, String user) {
        static UserKey of(UserCaller caller) {
            return new UserKey(caller.tenant(), caller.user());
        }
    }

    void add(Session session) {
        byUser.merge(
                UserKey.of(session.caller()),
                List.of(session),
                (known, more) ->
                        Stream.of(known, more).flatMap(Collection::stream).toList());
    }

    void remove(Session session) {
        byUser.computeIfPresent(UserKey.of(session.caller()), (_, known) -> {
            var left = known.stream().filter(other -> !other.equals(session)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Gives a session its device, and tells which older ones had it: of two that come at once, the later one stays. */
    List<Session> introduce(Session session, String device) {
        var older = new ArrayList<Session>();
        byUser.computeIfPresent(UserKey.of(session.caller()), (_, known) -> {
            session.introduce(device);
            known.stream()
                    .filter(other -> !other.equals(session) && device.equals(other.device()))
                    .forEach(older::add);
            return known;
        });
        return older;
    }

    boolean areNone() {
        return byUser.isEmpty();
    }

    List<Session> of(String tenant, String user) {
        return byUser.getOrDefault(new UserKey(tenant, user), List.of());
    }

    Stream<Session> all() {
        return byUser.values().stream().flatMap(Collection::stream);
    }
}
