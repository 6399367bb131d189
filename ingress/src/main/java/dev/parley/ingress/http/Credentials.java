package dev.parley.ingress.http;

import dev.parley.edge.api.Codes;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Caller;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling, from a request's headers. */
record Credentials(Authenticator authenticator) {
    private static final HttpString API_KEY = new HttpString("X-Api-Key");
    private static final HttpString ON_BEHALF_OF = new HttpString("X-On-Behalf-Of");

    /** @throws RefusedException nobody known, or said in more than one way */
    Caller verify(HeaderMap headers) {
        var authorization = single(headers, Headers.AUTHORIZATION, "token-invalid");
        var apiKey = single(headers, API_KEY, "key-invalid");
        var onBehalfOf = single(headers, ON_BEHALF_OF, "field-invalid");
        var actor = onBehalfOf == null ? null : decoded(onBehalfOf);
        return switch (authenticator.authenticate(authorization, apiKey, actor)) {
            case Authentication.Verified(var caller) -> caller;
            case Authentication.Refused refused -> throw new RefusedException(Codes.problemOf(refused));
        };
    }

    /** Ids beyond ASCII come percent-encoded, since many clients cannot send them otherwise. */
    private static String decoded(String onBehalfOf) {
        return PercentCoding.decode(onBehalfOf)
                .orElseThrow(() -> new RefusedException(Problem.at(
                        ON_BEHALF_OF.toString(), "field-invalid", "The header is not percent-encoded UTF-8.")));
    }

    private static @Nullable String single(HeaderMap headers, HttpString name, String code) {
        var values = Optional.ofNullable(headers.get(name));
        if (values.isPresent() && values.get().size() > 1) {
            var status = code.equals("field-invalid") ? 400 : 401;
            throw new RefusedException(
                    new Problem(status, code, "The header is given more than once.", name.toString(), null));
        }
        return headers.getFirst(name);
    }
}
