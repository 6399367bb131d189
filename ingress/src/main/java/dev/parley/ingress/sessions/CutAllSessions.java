package dev.parley.ingress.sessions;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.RevokeSessions;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code DELETE /v1/users/{user}/sessions} and {@code …/tokens}: voids every token of the user, and closes all sockets. */
record CutAllSessions(SessionWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var user = HeldSessions.userOf(call);
        call.expectNothing();
        writes.cut(call, user, new RevokeSessions());
        return Reply.empty(204);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(SessionWrites.PROBLEMS, ErrorCode.USER_NOT_FOUND);
    }
}
