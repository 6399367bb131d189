package dev.parley.ingress.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.redis.RedisAnswer;
import dev.parley.edge.redis.SharedCache;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.testkit.Eventually;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionedCacheTest {
    private static final String KEY = "acme/c";
    private static final int MANY = 200;
    /** Never waited for in full. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final List<Duration> ttls = new ArrayList<>();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final VersionedCache<Long> cache = cache(LONG);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger storeReads = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answer.countDown();
        threads.close();
    }

    private VersionedCache<Long> cache(Duration wait) {
        return new VersionedCache<>("test", new Kept(), new NumberFormat(), wait, metrics);
    }

    private final class Kept implements SharedCache {
        @Override
        public RedisAnswer<byte[]> find(String key) {
            return new RedisAnswer.Answered<>(kept.get(key));
        }

        @Override
        public void put(String key, byte[] value, Duration ttl) {
            kept.put(key, value);
            ttls.add(ttl);
        }

        @Override
        public void close() {}
    }

    private long stored(long value) {
        storeReads.incrementAndGet();
        return value;
    }

    /** The store answers when the test lets it. */
    private long storedLate(long value) {
        storeReads.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return value;
    }

    private double reads(String result) {
        return metrics.scrape("parley_ingress_cache_reads"::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result")))
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }

    private Future<Long> looking(long version) {
        var looks = threads.submit(() -> cache.find(KEY, version, () -> storedLate(version)));
        Eventually.isTrue("the store is asked", () -> storeReads.get() > 0);
        return looks;
    }

    @Test
    void readsTheStoreOnceForOneVersion() {
        assertEquals(7, cache.find(KEY, 7, () -> stored(7)));
        assertEquals(7, cache.find(KEY, 7, () -> stored(8)));
        assertEquals(7, cache.find(KEY, 6, () -> stored(8)));
        assertEquals(1, storeReads.get());
        assertEquals(9, cache.find(KEY, 8, () -> stored(9)));
        assertEquals(2, storeReads.get());
        assertEquals(1, reads("miss"));
        assertEquals(2, reads("hit"));
        assertEquals(1, reads("stale"));
    }

    @Test
    void keepsTheVersionThatWasAskedForAndNotOneThatMayBeTooHigh() {
        assertEquals(9, cache.find(KEY, 7, () -> stored(9)));
        assertEquals(10, cache.find(KEY, 8, () -> stored(10)));
    }

    @Test
    void readsTheStoreOnceForAllWhoAskAtTheSameTime() throws Exception {
        var first = looking(7);
        var others = new ArrayList<Future<Long>>();
        for (var i = 0; i < MANY; i++) {
            var version = 7 - i % 2;
            others.add(threads.submit(() -> cache.find(KEY, version, () -> stored(8))));
        }
        Eventually.isTrue("all the others wait", () -> reads("shared") == MANY);
        answer.countDown();
        assertEquals(7, first.get());
        for (var other : others) {
            assertEquals(7, other.get());
        }
        assertEquals(1, storeReads.get());
    }

    @Test
    void waitsForNoLookThatMayFindWhatIsTooOld() throws Exception {
        var first = looking(7);
        assertEquals(8, cache.find(KEY, 8, () -> stored(8)));
        answer.countDown();
        assertEquals(7, first.get());
        assertEquals(0, reads("shared"));
        // The first one has filled last.
        assertEquals(8, cache.find(KEY, 8, () -> stored(8)));
        assertEquals(8, cache.find(KEY, 8, () -> stored(9)));
    }

    @Test
    void readsTheStoreWhereAnotherTakesTooLong() throws Exception {
        var impatient = cache(Duration.ofMillis(1));
        var first = threads.submit(() -> impatient.find(KEY, 7, () -> storedLate(7)));
        Eventually.isTrue("the store is asked", () -> storeReads.get() > 0);
        assertEquals(8, impatient.find(KEY, 7, () -> stored(8)));
        answer.countDown();
        assertEquals(7, first.get());
    }

    @Test
    void failsAsTheStoreFailsAndTriesAnew() throws Exception {
        var down = new StoreUnavailableException("down", new IllegalStateException());
        var first = threads.submit(() -> cache.find(KEY, 7, () -> {
            storedLate(7);
            throw down;
        }));
        Eventually.isTrue("the store is asked", () -> storeReads.get() > 0);
        var other = threads.submit(() -> cache.find(KEY, 7, () -> stored(7)));
        Eventually.isTrue("the other waits", () -> reads("shared") == 1);
        answer.countDown();
        assertSame(down, assertThrows(ExecutionException.class, first::get).getCause());
        assertSame(down, assertThrows(ExecutionException.class, other::get).getCause());
        assertEquals(7, cache.find(KEY, 7, () -> stored(7)));
    }

    @Test
    void readsTheStoreWhereTheBytesAreNoEntry() {
        for (var bytes : List.of(new byte[0], new byte[7], new byte[8], new byte[15], new byte[17])) {
            kept.put(KEY, bytes);
            assertEquals(7, cache.find(KEY, 0, () -> stored(7)));
            assertEquals(7, cache.find(KEY, 0, () -> stored(8)));
        }
        assertEquals(5, reads("unreadable"));
    }

    @Test
    void letsWhatWasFilledTogetherEndApart() {
        for (var i = 0; i < MANY; i++) {
            cache.find(KEY + i, 1, () -> stored(1));
        }
        assertTrue(ttls.stream().distinct().count() > MANY / 2, ttls::toString);
        assertTrue(
                ttls.stream()
                        .allMatch(ttl -> ttl.compareTo(Duration.ofMinutes(8)) >= 0
                                && ttl.compareTo(Duration.ofMinutes(10)) <= 0),
                ttls::toString);
    }
}
