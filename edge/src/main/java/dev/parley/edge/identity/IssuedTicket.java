package dev.parley.edge.identity;

import java.time.Instant;

/** A new socket ticket: for one use, within a minute. */
public record IssuedTicket(String ticket, Instant expiresAt) {
    @Override
    public String toString() {
        return "IssuedTicket[ticket=[REDACTED], expiresAt=" + expiresAt + "]";
    }
}
