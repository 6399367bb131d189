package dev.parley.edge.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token is given out for.
 *
 * @param id the token's {@code sid}
 * @param device what the token was asked for; null where nothing was said
 * @param epoch of the user when the session began
 * @param expiresAt in whole seconds
 */
public record TokenSession(
        String tenant, String user, String id, @Nullable String device, int epoch, Instant expiresAt) {}
