package dev.parley.ingress.sessions;

import static dev.parley.ingress.http.RefusedException.valid;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.api.UserRequests;
import dev.parley.edge.api.UserRequests.NewToken;
import dev.parley.edge.api.UuidV7;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.TokenSession;
import dev.parley.edge.identity.UserTokens;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.PercentCoding;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.schemas.OpenSession;
import dev.parley.schemas.Session;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * {@code POST /v1/users/{user}/tokens}: a token for one device of an active user. Given out when its session is in the log; a retry with
 * the same key gets a token of the same session.
 */
record MintToken(SessionWrites writes, UserTokens tokens, UserDirectory users, InstantSource clock)
        implements Endpoint {
    /** A user may have been created on another node a moment ago. */
    private static final Duration NEWS = Duration.ofMillis(500);

    @Override
    public Reply answer(Call call) {
        var user = call.id("user");
        var request = valid(UserRequests.token(call.jsonOrEmpty()));
        var facts = users.await(call.tenant(), user, NEWS).orElseThrow(FreshUsers::notFound);
        if (facts.status() != UserStatus.ACTIVE) {
            throw new RefusedException(ErrorCode.USER_INACTIVE);
        }
        return reply(writes.open(call, user, opening(request)));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(SessionWrites.PROBLEMS, ErrorCode.USER_NOT_FOUND, ErrorCode.USER_INACTIVE);
    }

    private OpenSession opening(NewToken request) {
        var now = clock.instant();
        return OpenSession.newBuilder()
                .setSession(UuidV7.create(now))
                .setDevice(request.device())
                .setExpiresAt(now.truncatedTo(ChronoUnit.SECONDS).plus(request.ttl()))
                .setTtlSeconds(request.ttl().toSeconds())
                .build();
    }

    private Reply reply(Session opened) {
        var minted = tokens.mint(new TokenSession(
                opened.getTenant(),
                opened.getUser(),
                opened.getId(),
                opened.getDevice(),
                opened.getTokenEpoch(),
                opened.getExpiresAt()));
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", minted.id())
                .put("token", minted.token())
                .put("expiresAt", Timestamps.text(minted.expiresAt()));
        return Reply.json(201, body.toString().getBytes(StandardCharsets.UTF_8))
                .with(
                        "Location",
                        "/v1/users/" + PercentCoding.encode(opened.getUser()) + "/tokens/"
                                + PercentCoding.encode(minted.id()));
    }
}
