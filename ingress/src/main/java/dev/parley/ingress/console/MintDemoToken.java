package dev.parley.ingress.console;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.UserRequests;
import dev.parley.edge.identity.UserTokens;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.identity.MintToken;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.readmodel.read.UserStore;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;

/** {@code POST /console/users/{user}/token}: a token of a demo user for everybody, for a day at most. All other users do not exist here. */
record MintDemoToken(ConsoleSettings settings, UserStore store, UserTokens tokens) implements Endpoint {
    private static final Duration LONGEST = Duration.ofDays(1);

    @Override
    public Reply answer(Call call) {
        var user = call.id("user");
        var request = valid(UserRequests.token(call.jsonOrEmpty()));
        if (!settings.users().contains(user)) {
            throw FreshUsers.notFound();
        }
        var stored = store.find(settings.tenant(), user).orElseThrow(FreshUsers::notFound);
        if (!stored.status().equals("active")) {
            throw new RefusedException(ErrorCode.USER_INACTIVE);
        }
        var ttl = request.ttl().compareTo(LONGEST) > 0 ? LONGEST : request.ttl();
        return MintToken.replyOf(tokens.mint(settings.tenant(), user, request.device(), ttl));
    }
}
