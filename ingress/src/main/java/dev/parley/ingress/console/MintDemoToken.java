package dev.parley.ingress.console;

import dev.parley.edge.identity.Caller.ServerCaller;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.schemas.ApiKeyScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code POST /console/users/{user}/token}: a token of a demo user for everybody, for a day at most. All other users do not exist here.
 *
 * @param mint gives out tokens to those who may ask for any
 */
record MintDemoToken(ConsoleSettings settings, Endpoint mint) implements Endpoint {
    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final String TTL = "ttlSeconds";

    @Override
    public Reply answer(Call call) {
        if (!settings.users().contains(call.id("user"))) {
            throw FreshUsers.notFound();
        }
        var body = call.jsonOrEmpty();
        if (body.path(TTL).isIntegralNumber() && body.path(TTL).longValue() > LONGEST_SECONDS) {
            body.put(TTL, LONGEST_SECONDS);
        }
        var page = new ServerCaller(settings.tenant(), "console", ApiKeyScope.AUTH_ONLY, Optional.empty());
        return mint.answer(call.on(page, body.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
