package dev.parley.edge.identity;

import org.jspecify.annotations.Nullable;

/** Verifies who is calling. Safe for many threads. */
public interface Authenticator {
    /** A request's headers {@code Authorization}, {@code X-Api-Key} and {@code X-On-Behalf-Of}; null where absent. */
    Authentication authenticate(@Nullable String authorization, @Nullable String apiKey, @Nullable String onBehalfOf);

    /** A bare user token, from a frame. */
    Authentication authenticateToken(String token);

    /** A socket ticket; a second use of the same ticket is refused. Waits 100 ms at most to hear of its use on another node. */
    Authentication redeemTicket(String ticket);

    /** Whether a caller who was verified before still may act: token not expired or revoked, user active, key not revoked. */
    Authentication recheck(Caller caller);
}
