package dev.parley.ingress.users;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code GET /v1/me}: the user who is calling. */
public record ReadMe(FreshUsers users) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var user = users.find(call.tenant(), call.actor());
        return Reply.json(200, user.toJson()).withVersion(user.version());
    }

    @Override
    public Set<ErrorCode> problems() {
        return FreshUsers.PROBLEMS;
    }
}
