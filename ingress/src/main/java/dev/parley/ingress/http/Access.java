package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.identity.Caller.ServerCaller;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.schemas.ApiKeyScope;
import java.util.Optional;

/** Who may call a route. What a caller may see or change there is the endpoint's to decide. */
public enum Access {
    /** Anybody, without credentials. */
    PUBLIC,
    /** A user, or a key that may read. */
    READ,
    /** As {@link #READ}, but it must be said which user reads. */
    READ_AS_USER,
    /** A user, or a key that may do everything. */
    WRITE,
    /** As {@link #WRITE}, but it must be said which user writes. */
    WRITE_AS_USER,
    /** A key that may do everything. */
    SERVER,
    /** A key that may mint tokens. */
    MINT,
    /** A user with a token. */
    TOKEN;

    /** Why the caller may not; empty where it may. */
    Optional<Problem> refusalOf(Caller caller) {
        return switch (this) {
            case PUBLIC -> Optional.empty();
            case READ -> scope(caller, ApiKeyScope.READ_ONLY);
            case READ_AS_USER -> scope(caller, ApiKeyScope.READ_ONLY).or(() -> actor(caller));
            case WRITE -> scope(caller, ApiKeyScope.FULL);
            case WRITE_AS_USER -> scope(caller, ApiKeyScope.FULL).or(() -> actor(caller));
            case SERVER -> server(caller, ApiKeyScope.FULL);
            case MINT -> server(caller, ApiKeyScope.AUTH_ONLY);
            case TOKEN ->
                caller instanceof UserCaller
                        ? Optional.empty()
                        : refusal(403, "key-scope", "This needs a user's token; an API key can mint one.");
        };
    }

    private static Optional<Problem> server(Caller caller, ApiKeyScope least) {
        return caller instanceof UserCaller
                ? refusal(403, "key-required", "A user may not do this; it needs an API key of the tenant.")
                : scope(caller, least);
    }

    private static Optional<Problem> scope(Caller caller, ApiKeyScope least) {
        return switch (caller) {
            case UserCaller _ -> Optional.empty();
            case ServerCaller server
            when server.scope() == ApiKeyScope.FULL || server.scope() == least -> Optional.empty();
            case ServerCaller _ -> refusal(403, "key-scope", "This API key may not do this.");
        };
    }

    private static Optional<Problem> actor(Caller caller) {
        return caller.actor().isPresent()
                ? Optional.empty()
                : refusal(400, "on-behalf-of-required", "Say in X-On-Behalf-Of which user acts.");
    }

    private static Optional<Problem> refusal(int status, String code, String detail) {
        return Optional.of(Problem.of(status, code, detail));
    }
}
