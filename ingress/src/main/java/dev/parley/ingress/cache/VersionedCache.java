package dev.parley.ingress.cache;

import dev.parley.edge.redis.RedisAnswer.Answered;
import dev.parley.edge.redis.RedisAnswer.Unavailable;
import dev.parley.edge.redis.SharedCache;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values of the store, each under a version that grows with every change of it. Whoever asks names the version that it read from the
 * store itself, and never gets an older value.
 *
 * <p>The invariant: an entry of version v holds what a read of the store gave that began when the store had v. So it holds v or
 * something later, whichever nodes filled it in which order, and nothing has to be invalidated. For virtual threads: one of those who
 * ask for the same at the same time looks, the others wait for it.
 */
public final class VersionedCache<T> {
    /** Bounds how long it holds what nobody can see any more. */
    private static final Duration TTL = Duration.ofMinutes(10);
    /** So that what was filled together does not end together. */
    private static final double JITTER = 0.2;

    private final String name;
    private final SharedCache shared;
    private final CachedFormat<T> format;
    private final CacheMetrics metrics;
    private final Duration wait;
    private final ConcurrentMap<String, Lookup<T>> lookups = new ConcurrentHashMap<>();

    /** One that is under way. */
    private record Lookup<T>(long version, CompletableFuture<T> value) {}

    /** As it is written: the version, then the value. */
    private record Entry<T>(long version, T value) {}

    /**
     * @param name of the cache, for metrics
     * @param wait how long to wait for another's look at most; the store is read then
     */
    public VersionedCache(
            String name, SharedCache shared, CachedFormat<T> format, Duration wait, PrometheusRegistry registry) {
        this.name = name;
        this.shared = shared;
        this.format = format;
        this.wait = wait;
        this.metrics = CacheMetrics.of(registry);
        metrics.beginAtZero(name);
    }

    /**
     * The value as it was at this version, or later.
     *
     * @param version that the caller has read from the store
     * @param store reads the value; what it throws is thrown
     */
    public T find(String key, long version, Supplier<T> store) {
        var own = new Lookup<T>(version, new CompletableFuture<>());
        // A look for a lower version may find a value that is too old.
        var lookup =
                lookups.compute(key, (_, running) -> running != null && running.version() >= version ? running : own);
        return lookup.equals(own) ? look(key, own, store) : await(lookup, store);
    }

    private T look(String key, Lookup<T> own, Supplier<T> store) {
        try {
            var value = cachedOrStored(key, own.version(), store);
            own.value().complete(value);
            return value;
        } catch (RuntimeException e) {
            own.value().completeExceptionally(e);
            throw e;
        } finally {
            lookups.remove(key, own);
        }
    }

    private T await(Lookup<T> other, Supplier<T> store) {
        metrics.read(name, "shared");
        return found(other).orElseGet(() -> stored(store));
    }

    /** What the other found; empty where it takes too long. */
    private Optional<T> found(Lookup<T> other) {
        try {
            return other.value()
                    .thenApply(Optional::of)
                    .completeOnTimeout(Optional.empty(), wait.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            // As the store answered the one who looked, so it would answer all who wait.
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private T cachedOrStored(String key, long version, Supplier<T> store) {
        return switch (shared.find(key)) {
            case Answered<byte[]>(var bytes) ->
                current(bytes, version).orElseGet(() -> {
                    var value = stored(store);
                    shared.put(key, written(version, value), ttl());
                    return value;
                });
            case Unavailable<byte[]> _ -> {
                metrics.read(name, "unavailable");
                yield stored(store);
            }
        };
    }

    private Optional<T> current(byte @Nullable [] bytes, long version) {
        if (bytes == null) {
            metrics.read(name, "miss");
            return Optional.empty();
        }
        var entry = read(bytes);
        if (entry.isEmpty()) {
            metrics.read(name, "unreadable");
            return Optional.empty();
        }
        var isCurrent = entry.get().version() >= version;
        metrics.read(name, isCurrent ? "hit" : "stale");
        return isCurrent ? Optional.of(entry.get().value()) : Optional.empty();
    }

    private T stored(Supplier<T> store) {
        metrics.filled(name);
        return store.get();
    }

    private Optional<Entry<T>> read(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var version = buffer.getLong();
        return format.read(buffer).map(value -> new Entry<>(version, value));
    }

    private byte[] written(long version, T value) {
        var bytes = format.write(value);
        return ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(version)
                .put(bytes)
                .array();
    }

    private static Duration ttl() {
        var share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (TTL.toMillis() * share));
    }
}
