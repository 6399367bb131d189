package dev.parley.ingress;

import dev.parley.edge.redis.RedisAnswer;
import dev.parley.edge.redis.SharedCache;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache that keeps what it gets, and can be down. */
final class InMemorySharedCache implements SharedCache {
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private volatile boolean isDown;

    void goDown() {
        isDown = true;
    }

    int size() {
        return values.size();
    }

    @Override
    public RedisAnswer<byte[]> find(String key) {
        return isDown ? new RedisAnswer.Unavailable<>() : new RedisAnswer.Answered<>(values.get(key));
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        values.put(key, value);
    }

    @Override
    public void close() {}
}
