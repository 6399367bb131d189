package dev.parley.edge.redis;

import dev.parley.edge.redis.RedisAnswer.Answered;
import dev.parley.edge.redis.RedisAnswer.Unavailable;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to a Redis that nothing depends on. An answer comes within 100 ms or is {@link Unavailable}; while Redis does not answer it is
 * asked once a second only ({@link CircuitBreaker}), and nothing waits in a queue for its return. Never blocks; safe for many threads.
 *
 * @param <V> what values are: texts or bytes; keys are texts
 */
final class RedisCalls<V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCalls.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** The first connection costs some CPU, which a starting process has no use for. */
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** Those included whose answer nobody waits for any more. */
    private static final int MOST_AT_ONCE = 4_096;

    /** Values as they are. */
    static final RedisCodec<String, byte[]> BYTES = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final RedisAddress address;
    private final RedisCodec<String, V> codec;
    private final RedisMetrics.OfRole metrics;
    private final Duration patience;
    private final CircuitBreaker breaker = new CircuitBreaker(System::nanoTime);
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private @Nullable CompletableFuture<RedisClient> client;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, V>> connection;
    private boolean isClosed;

    private RedisCalls(
            RedisAddress address, RedisCodec<String, V> codec, RedisMetrics.OfRole metrics, Duration patience) {
        this.address = address;
        this.codec = codec;
        this.metrics = metrics;
        this.patience = patience;
        metrics.watch(breaker::isOpen);
    }

    /**
     * Calls with texts. Returns at once; the connection is made with the first call, or some seconds later.
     *
     * @param role what the Redis is for, for metrics
     */
    static RedisCalls<String> ofTexts(RedisAddress address, String service, String role, PrometheusRegistry registry) {
        return open(address, StringCodec.UTF8, RedisMetrics.of(service, role, registry), PATIENCE);
    }

    /** As {@link #ofTexts}, with bytes. */
    static RedisCalls<byte[]> ofBytes(RedisAddress address, String service, String role, PrometheusRegistry registry) {
        return open(address, BYTES, RedisMetrics.of(service, role, registry), PATIENCE);
    }

    static <V> RedisCalls<V> open(
            RedisAddress address, RedisCodec<String, V> codec, RedisMetrics.OfRole metrics, Duration patience) {
        var calls = new RedisCalls<>(address, codec, metrics, patience);
        CompletableFuture.delayedExecutor(WARM_UP.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    var _ = calls.connected();
                });
        return calls;
    }

    /** @param command a call of one command; must return at once */
    <T> CompletableFuture<RedisAnswer<T>> call(Function<RedisAsyncCommands<String, V>, CompletionStage<T>> command) {
        return call(command, 0);
    }

    /** As {@link #call}, for what may be left out: half of the room is for other calls. */
    <T> CompletableFuture<RedisAnswer<T>> note(Function<RedisAsyncCommands<String, V>, CompletionStage<T>> command) {
        return call(command, MOST_AT_ONCE / 2);
    }

    private <T> CompletableFuture<RedisAnswer<T>> call(
            Function<RedisAsyncCommands<String, V>, CompletionStage<T>> command, int roomForOthers) {
        if (room.availablePermits() <= roomForOthers || !room.tryAcquire()) {
            return notMade("too-many");
        }
        if (!breaker.allows()) {
            room.release();
            return notMade("not-made");
        }
        var made = connected().thenCompose(link -> command.apply(link.async()));
        var _ = made.whenComplete((_, _) -> room.release());
        return made.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).handle(this::answer);
    }

    private <T> RedisAnswer<T> answer(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            if (breaker.succeeded()) {
                LOG.info("event=redis-answers service={} role={}", metrics.service(), metrics.role());
            }
            metrics.count("answered");
            return new Answered<>(value);
        }
        if (breaker.failed()) {
            LOG.warn("event=redis-silent service={} role={}", metrics.service(), metrics.role());
        }
        metrics.count(failure instanceof TimeoutException ? "timed-out" : "failed");
        return new Unavailable<>();
    }

    private <T> CompletableFuture<RedisAnswer<T>> notMade(String result) {
        metrics.count(result);
        return CompletableFuture.completedFuture(new Unavailable<>());
    }

    /** The connection, which renews itself once it was made; until then each call that the breaker allows tries anew. */
    private synchronized CompletableFuture<StatefulRedisConnection<String, V>> connected() {
        var known = connection;
        if (isClosed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        if (known == null || known.isCompletedExceptionally()) {
            known = client().thenCompose(it -> it.connectAsync(codec, address.toUri()));
            connection = known;
        }
        return known;
    }

    /** Made on a thread of its own: whoever calls first must not wait for it. */
    private CompletableFuture<RedisClient> client() {
        var known = client;
        if (known == null) {
            known = CompletableFuture.supplyAsync(
                    RedisClients::create,
                    task -> Thread.ofPlatform().daemon().name("redis-client").start(task));
            client = known;
        }
        return known;
    }

    @Override
    public void close() {
        metrics.unwatch();
        CompletableFuture<RedisClient> made;
        synchronized (this) {
            isClosed = true;
            made = client;
        }
        if (made != null) {
            made.thenAccept(RedisClients::shutDown).join();
        }
    }
}
