package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.errors.ErrorCode;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling, from a request's headers. */
record Credentials(Authenticator authenticator) {
    /** What {@link #verify} refuses with, beyond headers of no legal form. */
    static final Set<ErrorCode> PROBLEMS = Set.of(
            ErrorCode.TOKEN_MISSING,
            ErrorCode.TOKEN_INVALID,
            ErrorCode.TOKEN_EXPIRED,
            ErrorCode.TOKEN_REVOKED,
            ErrorCode.KEY_INVALID,
            ErrorCode.ACTOR_INACTIVE,
            ErrorCode.ON_BEHALF_OF_UNKNOWN);

    private static final HttpString API_KEY = new HttpString("X-Api-Key");
    private static final HttpString ON_BEHALF_OF = new HttpString("X-On-Behalf-Of");

    /** @throws RefusedException not verified */
    Caller verify(HeaderMap headers) {
        var authorization = single(headers, Headers.AUTHORIZATION, ErrorCode.TOKEN_INVALID);
        var apiKey = single(headers, API_KEY, ErrorCode.KEY_INVALID);
        var onBehalfOf = single(headers, ON_BEHALF_OF, ErrorCode.FIELD_INVALID);
        var actor = onBehalfOf == null ? null : decoded(onBehalfOf);
        return switch (authenticator.authenticate(authorization, apiKey, actor)) {
            case Authentication.Verified(var caller) -> caller;
            case Authentication.Refused refused -> throw new RefusedException(Problem.of(refused));
        };
    }

    /** Ids beyond ASCII come percent-encoded, since many clients cannot send them otherwise. */
    private static String decoded(String onBehalfOf) {
        return PercentCoding.decode(onBehalfOf)
                .orElseThrow(() -> new RefusedException(Problem.at(
                        ON_BEHALF_OF.toString(),
                        ErrorCode.FIELD_INVALID,
                        "X-On-Behalf-Of must be a user id in percent-encoded UTF-8.")));
    }

    private static @Nullable String single(HeaderMap headers, HttpString name, ErrorCode error) {
        var values = Optional.ofNullable(headers.get(name));
        if (values.isPresent() && values.get().size() > 1) {
            throw new RefusedException(Problem.at(name.toString(), error, "The header must be sent once."));
        }
        return headers.getFirst(name);
    }
}
