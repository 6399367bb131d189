package dev.parley.ingress.sessions;

import dev.parley.edge.api.UuidV7;
import dev.parley.edge.redis.SeenSessions;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.Set;

/** {@code GET /v1/users/{user}/sessions/{session}} and {@code …/tokens/{session}}: one that holds. */
record ReadSession(HeldSessions sessions, SeenSessions seen) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var user = HeldSessions.userOf(call);
        var session = sessions.find(call.tenant(), user, UuidV7.normalized(call.part("session")));
        return Reply.json(
                200,
                SessionViews.of(call.caller(), user, List.of(session), seen).json(session));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(HeldSessions.PROBLEMS, ErrorCode.SESSION_NOT_FOUND);
    }
}
