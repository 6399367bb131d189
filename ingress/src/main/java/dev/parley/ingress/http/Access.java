package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.identity.Caller.ServerCaller;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.errors.ErrorCode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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
    /** A user, or a key that may mint tokens. */
    SESSIONS,
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
            case SESSIONS -> scope(caller, ApiKeyScope.AUTH_ONLY);
            case TOKEN ->
                caller instanceof UserCaller
                        ? Optional.empty()
                        : refusal(ErrorCode.KEY_SCOPE, "This needs a user token; an API key can mint one.");
        };
    }

    /** What a caller may be refused with before the endpoint is asked. */
    Set<ErrorCode> problems() {
        var problems = EnumSet.noneOf(ErrorCode.class);
        if (this != PUBLIC) {
            problems.addAll(Credentials.PROBLEMS);
            problems.add(ErrorCode.KEY_SCOPE);
        }
        switch (this) {
            case SERVER, MINT -> problems.add(ErrorCode.KEY_REQUIRED);
            case READ_AS_USER, WRITE_AS_USER -> problems.add(ErrorCode.ON_BEHALF_OF_REQUIRED);
            case PUBLIC, READ, WRITE, SESSIONS, TOKEN -> {}
        }
        return problems;
    }

    /** Whether a user's token may be let in. */
    public boolean takesTokens() {
        return switch (this) {
            case READ, READ_AS_USER, WRITE, WRITE_AS_USER, SESSIONS, TOKEN -> true;
            case PUBLIC, SERVER, MINT -> false;
        };
    }

    /** Whether an API key may be let in. */
    public boolean takesKeys() {
        return this != PUBLIC && this != TOKEN;
    }

    private static Optional<Problem> server(Caller caller, ApiKeyScope least) {
        return caller instanceof UserCaller
                ? refusal(ErrorCode.KEY_REQUIRED, ErrorCode.KEY_REQUIRED.detail())
                : scope(caller, least);
    }

    private static Optional<Problem> scope(Caller caller, ApiKeyScope least) {
        return switch (caller) {
            case UserCaller _ -> Optional.empty();
            case ServerCaller server
            when server.scope() == ApiKeyScope.FULL || server.scope() == least -> Optional.empty();
            case ServerCaller _ -> refusal(ErrorCode.KEY_SCOPE, ErrorCode.KEY_SCOPE.detail());
        };
    }

    private static Optional<Problem> actor(Caller caller) {
        return caller.actor().isPresent()
                ? Optional.empty()
                : refusal(ErrorCode.ON_BEHALF_OF_REQUIRED, ErrorCode.ON_BEHALF_OF_REQUIRED.detail());
    }

    private static Optional<Problem> refusal(ErrorCode error, String detail) {
        return Optional.of(Problem.of(error, detail));
    }
}
