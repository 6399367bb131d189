package dev.parley.ingress.users;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code POST /v1/users/{user}/deactivate} and {@code …/reactivate}; no body, or an empty object. */
public record SetStatus(UserWrites writes, UserStatus status) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        call.expectNothing();
        var user = writes.append(call, call.id("user"), new SetUserStatus(status));
        return Reply.json(200, user.toJson()).withVersion(user.version());
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(UserWrites.PROBLEMS, ErrorCode.USER_NOT_FOUND);
    }
}
