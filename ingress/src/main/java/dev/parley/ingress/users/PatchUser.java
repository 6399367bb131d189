package dev.parley.ingress.users;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.Problem;
import dev.parley.edge.api.UserRequests;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.UpdateUser;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code PATCH /v1/users/{user}}: the server changes everything, a user its own name, picture and metadata. */
public record PatchUser(UserWrites writes) implements Endpoint {
    private static final Set<String> OWN = Set.of("name", "avatarUrl", "metadata");

    @Override
    public Reply answer(Call call) {
        var user = call.id("user");
        var actor = call.caller().actor();
        if (actor.isPresent() && !actor.get().equals(user)) {
            throw new RefusedException(Problem.of(
                    ErrorCode.KEY_REQUIRED, "A user may change only itself; use an API key to change others."));
        }
        var change = valid(UserRequests.patch(call.json()));
        if (actor.isPresent()) {
            refuseMoreThanOwn(change);
        }
        var changed = writes.append(call, user, change);
        return Reply.json(200, changed.toJson()).withVersion(changed.version());
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(UserWrites.PROBLEMS, ErrorCode.USER_NOT_FOUND, ErrorCode.KEY_REQUIRED);
    }

    private static void refuseMoreThanOwn(UpdateUser change) {
        change.getFields().stream()
                .filter(field -> !OWN.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new RefusedException(Problem.at(
                            field, ErrorCode.KEY_REQUIRED, "A user may not change this field; use an API key."));
                });
    }
}
