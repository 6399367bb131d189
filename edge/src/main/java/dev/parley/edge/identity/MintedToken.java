package dev.parley.edge.identity;

import java.time.Instant;

/** A new user token, shown once; {@code id} is the session that it began. */
public record MintedToken(String id, String token, Instant expiresAt) {
    @Override
    public String toString() {
        return "MintedToken[id=" + id + ", token=[REDACTED], expiresAt=" + expiresAt + "]";
    }
}
