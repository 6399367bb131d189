package dev.parley.edge.redis;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/**
 * Bytes that all nodes share and that can be made anew at any time: whatever is in it may be gone at the next moment, or be older than
 * what was put last. Safe for many threads.
 */
public interface SharedCache extends AutoCloseable {
    /** Larger values are not kept. */
    int MAX_BYTES = 256 * 1024;

    /** The value; {@code Answered} with null where there is none. Waits 100 ms at most. */
    RedisAnswer<byte[]> find(String key);

    /** Keeps a value, for so long at most; may come to nothing. Never blocks. */
    void put(String key, byte[] value, Duration ttl);

    @Override
    void close();

    /** The cache in a Redis. Returns at once. */
    static SharedCache open(RedisAddress redis, String service, PrometheusRegistry registry) {
        return new RedisSharedCache(RedisCalls.ofBytes(redis, service, RedisSharedCache.ROLE, registry));
    }
}
