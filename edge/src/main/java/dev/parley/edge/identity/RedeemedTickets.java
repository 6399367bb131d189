package dev.parley.edge.identity;

import java.time.Instant;

/** Remembers which tickets were used. Safe for many threads. */
public interface RedeemedTickets {
    /** Whether this is the ticket's first use; it needs to be remembered until it expires, since it is refused afterwards anyway. */
    boolean redeem(String ticketId, Instant expiresAt);
}
