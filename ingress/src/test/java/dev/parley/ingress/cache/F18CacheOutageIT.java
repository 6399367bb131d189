package dev.parley.ingress.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.redis.RedisAddress;
import dev.parley.edge.redis.SharedCache;
import dev.parley.runtime.config.Secret;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestRedis;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fault 18, the cache: Redis is killed, frozen, emptied. Reads go on from the store, and it is not overrun when Redis is back. */
class F18CacheOutageIT {
    private static final int MANY = 2_000;
    private static final int AT_ONCE = 200;
    /** Five failures, and what was under way then. */
    private static final int MOST_CALLS = 12;

    private final TestRedis redis = TestRedis.start();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final SharedCache shared = SharedCache.open(new RedisAddress(new Secret(redis.url())), "test", metrics);
    private final VersionedCache<Long> cache =
            new VersionedCache<>("test", shared, new NumberFormat(), Duration.ofSeconds(60), metrics);

    @BeforeEach
    void connect() {
        awaitHit();
    }

    @AfterEach
    void stop() {
        shared.close();
        redis.close();
    }

    private double count(String metric, String result) {
        return metrics.scrape(metric::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result")))
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }

    private double unanswered() {
        return count("parley_edge_redis_calls", "timed-out") + count("parley_edge_redis_calls", "failed");
    }

    /** A busy machine may be late with an answer, and the next key finds it. */
    private void awaitHit() {
        Eventually.isTrue("what was filled is found", () -> {
            var key = UUID.randomUUID().toString();
            return cache.find(key, 1, () -> 1L) == 1 && cache.find(key, 1, () -> 2L) == 1;
        });
    }

    /** Every read is answered from the store; of all of them Redis is asked by a few. */
    private void assertGoesOn() {
        var unansweredBefore = unanswered();
        var begin = System.nanoTime();
        for (var i = 0; i < MANY; i++) {
            var version = (long) i;
            assertEquals(version, cache.find("acme/" + i, version, () -> version));
        }
        var made = unanswered() - unansweredBefore;
        var most = MOST_CALLS + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        assertTrue(made > 0 && made <= most, made + " calls were made");
        assertTrue(
                count("parley_ingress_cache_reads", "unavailable") > MANY / 2,
                () -> count("parley_ingress_cache_reads", "unavailable") + " reads went by Redis");
    }

    /** All want what is in no cache, at the same time. */
    private void assertIsNotOverrun() throws Exception {
        var reads = new AtomicInteger();
        var answer = new CountDownLatch(1);
        var before = count("parley_ingress_cache_reads", "shared");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Long>>();
            for (var i = 0; i < AT_ONCE; i++) {
                answers.add(threads.submit(() -> cache.find("acme/cold", 1, () -> {
                    reads.incrementAndGet();
                    Eventually.isTrue("all the others wait", () -> answer.getCount() == 0);
                    return 1L;
                })));
            }
            Eventually.isTrue(
                    "all but one wait", () -> count("parley_ingress_cache_reads", "shared") - before == AT_ONCE - 1);
            answer.countDown();
            for (var it : answers) {
                assertEquals(1, it.get());
            }
        }
        assertEquals(1, reads.get());
    }

    @Test
    void readsFromTheStoreWhileItIsKilled() throws Exception {
        redis.kill();
        assertGoesOn();
        redis.startAgain();
        awaitHit();
        assertIsNotOverrun();
    }

    @Test
    void readsFromTheStoreWhileItIsFrozen() throws Exception {
        redis.freeze();
        assertGoesOn();
        redis.thaw();
        awaitHit();
        assertIsNotOverrun();
    }

    @Test
    void readsFromTheStoreWhatItForgot() {
        for (var i = 0; i < MANY; i++) {
            assertEquals(1, cache.find("acme/" + i, 1, () -> 1L));
        }
        // Commands are handled in order, so that no fill comes after what follows.
        awaitHit();
        redis.flush();
        for (var i = 0; i < MANY; i++) {
            assertEquals(2, cache.find("acme/" + i, 1, () -> 2L));
        }
        awaitHit();
    }
}
