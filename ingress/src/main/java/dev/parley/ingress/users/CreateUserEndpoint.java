package dev.parley.ingress.users;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.UserRequests;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.PercentCoding;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code POST /v1/users}. */
public record CreateUserEndpoint(UserWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var request = valid(UserRequests.create(call.json()));
        var user = writes.append(call, request.id(), request.body());
        return Reply.json(201, user.toJson())
                .withVersion(user.version())
                .with("Location", "/v1/users/" + PercentCoding.encode(user.id()));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(UserWrites.PROBLEMS, ErrorCode.USER_EXISTS);
    }
}
