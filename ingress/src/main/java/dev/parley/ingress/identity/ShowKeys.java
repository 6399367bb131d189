package dev.parley.ingress.identity;

import dev.parley.edge.identity.UserTokens;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import java.nio.charset.StandardCharsets;

/** {@code GET /.well-known/jwks.json}: the public keys that user tokens are signed with. */
public record ShowKeys(UserTokens tokens) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        return Reply.json(200, tokens.jwksJson().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "public, max-age=300");
    }
}
