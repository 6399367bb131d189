package dev.parley.edge.redis;

import dev.parley.edge.identity.RedeemedTickets;
import io.lettuce.core.SetArgs;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Used tickets of all nodes. Where Redis does not answer, a ticket is good for one use on each node, as without Redis. For virtual
 * threads: waits for Redis, 100 ms at most.
 *
 * @param local those of this node, asked first
 */
record RedisRedeemedTickets(RedeemedTickets local, RedisCalls<String> redis, InstantSource clock)
        implements RedeemedTickets {
    private static final String KEY = "parley:ticket:";
    /** Other nodes' clocks may be behind by so much, and would take the ticket for longer. */
    private static final long LEEWAY_MILLIS = 60_000;

    @Override
    public boolean redeem(String ticketId, Instant expiresAt) {
        if (!local.redeem(ticketId, expiresAt)) {
            return false;
        }
        var left = Math.max(0, expiresAt.toEpochMilli() - clock.millis()) + LEEWAY_MILLIS;
        return switch (redis.call(
                        it -> it.set(KEY + ticketId, "1", SetArgs.Builder.nx().px(left)))
                .join()) {
            case RedisAnswer.Answered<String>(var ok) -> ok != null;
            case RedisAnswer.Unavailable<String> _ -> true;
        };
    }
}
