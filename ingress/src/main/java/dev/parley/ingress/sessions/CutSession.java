package dev.parley.ingress.sessions;

import dev.parley.edge.api.UuidV7;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.RevokeSession;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code DELETE /v1/users/{user}/sessions/{session}} and {@code …/tokens/{session}}: voids one token, and closes its sockets. */
record CutSession(SessionWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var user = HeldSessions.userOf(call);
        call.expectNothing();
        var id = call.part("session");
        if (!UuidV7.isUuid(id)) {
            throw new RefusedException(ErrorCode.SESSION_NOT_FOUND);
        }
        writes.cut(call, user, new RevokeSession(UuidV7.normalized(id)));
        return Reply.empty(204);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(
                SessionWrites.PROBLEMS,
                ErrorCode.USER_NOT_FOUND,
                ErrorCode.SESSION_NOT_FOUND,
                ErrorCode.REVOKED_SESSIONS_LIMIT);
    }
}
