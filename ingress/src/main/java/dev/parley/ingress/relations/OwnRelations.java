package dev.parley.ingress.relations;

import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.schemas.errors.ErrorCode;

/** A user's blocks and friends are for that user only. */
final class OwnRelations {
    private OwnRelations() {}

    /** The user in the path, who must be the one who acts. */
    static String userOf(Call call) {
        var user = call.id("user");
        if (!user.equals(call.actor())) {
            throw new RefusedException(Problem.of(
                    ErrorCode.NOT_PERMITTED,
                    "A user sees only its own blocks and friends; a server names that user in X-On-Behalf-Of."));
        }
        return user;
    }
}
