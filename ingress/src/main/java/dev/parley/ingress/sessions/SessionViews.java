package dev.parley.ingress.sessions;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.edge.redis.SeenSessions;
import dev.parley.edge.redis.SeenSessions.Seen;
import dev.parley.readmodel.read.SessionStore.StoredSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions as clients see them.
 *
 * @param seen when they were last connected; empty where nobody can tell now
 */
record SessionViews(Caller caller, Optional<Map<String, Seen>> seen) {
    static SessionViews of(Caller caller, String user, List<StoredSession> sessions, SeenSessions seen) {
        var ids = sessions.stream().map(StoredSession::id).toList();
        return new SessionViews(caller, seen.find(caller.tenant(), user, ids));
    }

    byte[] json(StoredSession session) {
        return JsonText.object(json -> {
            json.writeStringField("id", session.id());
            if (session.device() != null) {
                json.writeStringField("device", session.device());
            }
            Timestamps.write(json, "createdAt", session.createdAt());
            Timestamps.write(json, "expiresAt", session.expiresAt());
            if (caller instanceof UserCaller user && user.session().equals(session.id())) {
                json.writeBooleanField("current", true);
            }
            if (seen.isPresent()) {
                var last = seen.get().get(session.id());
                json.writeBooleanField("connected", last != null && last.isConnected());
                Timestamps.write(json, "lastSeenAt", last == null ? null : last.at());
            }
        });
    }
}
