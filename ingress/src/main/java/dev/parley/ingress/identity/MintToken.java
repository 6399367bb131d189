package dev.parley.ingress.identity;

import static dev.parley.ingress.http.RefusedException.valid;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.api.UserRequests;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.MintedToken;
import dev.parley.edge.identity.UserTokens;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** {@code POST /v1/users/{user}/tokens}: a token for one device of an active user. Nothing is stored, so each call gives another one. */
public record MintToken(UserTokens tokens, UserDirectory users) implements Endpoint {
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
        return replyOf(tokens.mint(call.tenant(), user, request.device(), request.ttl()));
    }

    /** What tells a token to the one who asked for it. */
    public static Reply replyOf(MintedToken minted) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", minted.id())
                .put("token", minted.token())
                .put("expiresAt", Timestamps.text(minted.expiresAt()));
        return Reply.json(201, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.USER_NOT_FOUND, ErrorCode.USER_INACTIVE);
    }
}
