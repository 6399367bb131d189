package dev.parley.edge.identity;

import dev.parley.schemas.ApiKeyScope;
import java.time.Instant;
import java.util.Optional;

/** Who is calling, verified. The tenant comes from here and from nowhere else. */
public sealed interface Caller {
    String tenant();

    /** The user who acts, where the call acts as one. */
    Optional<String> actor();

    /** A user with a token. */
    record UserCaller(String tenant, String user, String session, int epoch, Instant expiresAt) implements Caller {
        @Override
        public Optional<String> actor() {
            return Optional.of(user);
        }
    }

    /** The tenant's own server with an API key, acting as a user where it said so ({@code X-On-Behalf-Of}). */
    record ServerCaller(String tenant, String keyId, ApiKeyScope scope, Optional<String> actor) implements Caller {}
}
