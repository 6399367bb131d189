package dev.parley.edge.redis;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@link SharedCache} in Redis. What it has no room for is thrown out there: {@code maxmemory-policy allkeys-lru}. */
record RedisSharedCache(RedisCalls<byte[]> redis) implements SharedCache {
    static final String ROLE = "cache";

    @Override
    public RedisAnswer<byte[]> find(String key) {
        return redis.call(it -> it.get(key)).join();
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        if (value.length <= MAX_BYTES) {
            CompletableFuture<?> _ = redis.note(it -> it.set(key, value, SetArgs.Builder.px(ttl.toMillis())));
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
