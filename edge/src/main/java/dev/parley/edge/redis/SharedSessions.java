package dev.parley.edge.redis;

import dev.parley.edge.identity.InMemoryRedeemedTickets;
import dev.parley.edge.identity.RedeemedTickets;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What nodes share of sessions and tickets; without Redis each node knows its own tickets, and nobody who was seen. */
public final class SharedSessions implements AutoCloseable {
    private static final String ROLE = "sessions";

    private final RedeemedTickets tickets;
    private final SeenSessions seen;
    private final @Nullable RedisCalls<String> redis;

    private SharedSessions(RedeemedTickets tickets, SeenSessions seen, @Nullable RedisCalls<String> redis) {
        this.tickets = tickets;
        this.seen = seen;
        this.redis = redis;
    }

    /** @param redis null where there is none */
    public static SharedSessions open(
            @Nullable RedisAddress redis, String service, String node, PrometheusRegistry registry) {
        var clock = InstantSource.system();
        var local = new InMemoryRedeemedTickets(clock);
        if (redis == null) {
            return new SharedSessions(local, SeenSessions.none(), null);
        }
        var calls = RedisCalls.ofTexts(redis, service, ROLE, registry);
        return new SharedSessions(
                new RedisRedeemedTickets(local, calls, clock), new RedisSeenSessions(calls, node, clock), calls);
    }

    public RedeemedTickets tickets() {
        return tickets;
    }

    public SeenSessions seen() {
        return seen;
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
