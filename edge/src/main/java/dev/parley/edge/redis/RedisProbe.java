package dev.parley.edge.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a Redis whether it is there; for operators. Blocks. */
public final class RedisProbe {
    private RedisProbe() {}

    /** Why it does not answer; empty where it does. Never holds the address, which may hold a password. */
    public static Optional<String> ask(RedisAddress address, Duration atMost) {
        var client = RedisClients.create();
        try {
            var uri = address.toUri();
            uri.setTimeout(atMost);
            try (var connection = client.connect(StringCodec.UTF8, uri)) {
                connection.sync().ping();
                return Optional.empty();
            }
        } catch (RedisException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return Optional.of(cause.getClass().getSimpleName());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            var _ = client.getResources().shutdown(0, 1, TimeUnit.SECONDS);
        }
    }
}
