package dev.parley.edge;

import dev.parley.edge.redis.RedisAddress;
import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every edge must be told.
 *
 * @param tokenKeyFile private EC P-256 keys as a JWK set; the first signs, all verify
 * @param outcomeWait how long a client waits for the outcome of a write before it hears that it is unknown
 * @param maxInFlight writes that may wait for their outcome at the same time
 * @param sessionsRedis where nodes agree on used tickets, and note which sessions are connected; null = each node for itself
 * @param cacheRedis where nodes share what they read from the store; null = no cache
 */
public record EdgeSettings(
        KafkaSettings kafka,
        Path tokenKeyFile,
        Duration outcomeWait,
        int maxInFlight,
        @Nullable RedisAddress sessionsRedis,
        @Nullable RedisAddress cacheRedis) {
    private static final Duration OUTCOME_WAIT = Duration.ofSeconds(5);
    private static final Duration MAX_OUTCOME_WAIT = Duration.ofSeconds(60);
    private static final int IN_FLIGHT = 10_000;
    private static final int MAX_IN_FLIGHT = 1_000_000;

    public EdgeSettings {
        if (!outcomeWait.isPositive() || outcomeWait.compareTo(MAX_OUTCOME_WAIT) > 0) {
            throw new ConfigurationException(
                    List.of("PARLEY_OUTCOME_WAIT is " + outcomeWait + ", but must be above 0 and at most 60s."));
        }
    }

    public static EdgeSettings from(Env env) {
        return new EdgeSettings(
                KafkaSettings.from(env),
                Path.of(env.required("PARLEY_TOKEN_KEY_FILE", "File with the private token keys, a JWK set.")),
                env.duration("PARLEY_OUTCOME_WAIT", OUTCOME_WAIT, "How long a write waits for its outcome."),
                env.integer(
                        "PARLEY_MAX_IN_FLIGHT",
                        IN_FLIGHT,
                        1,
                        MAX_IN_FLIGHT,
                        "Writes that may wait for their outcome at the same time; more are answered 503."),
                RedisAddress.from(
                                env,
                                "PARLEY_REDIS_SESSIONS_URL",
                                "Redis for used tickets and for when sessions were last seen; none by default:")
                        .orElse(null),
                RedisAddress.from(
                                env,
                                "PARLEY_REDIS_CACHE_URL",
                                "Redis for the latest pages of conversations, read by ingress; none by default:")
                        .orElse(null));
    }
}
