package dev.parley.ingress.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.redis.RedisAnswer;
import dev.parley.edge.redis.RedisAnswer.Answered;
import dev.parley.edge.redis.RedisAnswer.Unavailable;
import dev.parley.edge.redis.SharedCache;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Three nodes over one cache, with everything that can happen between any two steps of a read: the store moves on, another node reads and
 * fills, fills come late, in any order or never, the cache does not answer or loses some or all of what it had.
 */
class VersionedCacheModelTest {
    private static final int STEPS = 30_000;
    private static final int DEEPEST = 3;
    private static final int MOST_UNDER_WAY = 4;
    private static final List<String> KEYS = List.of("acme/c", "globex/c");

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Random random = new Random(seed);
    private final Map<String, Long> heads = new HashMap<>();
    private final Map<String, byte[]> kept = new HashMap<>();
    private final List<Runnable> fills = new ArrayList<>();
    private final List<VersionedCache<Long>> nodes =
            Stream.generate(this::node).limit(3).toList();
    /** A node looks once for each key and version: a second look would wait for the first. */
    private final Set<String> looking = new HashSet<>();

    private boolean isUp = true;
    private int depth;
    private int reads;
    private int readsOfStore;

    private VersionedCache<Long> node() {
        return new VersionedCache<>(
                "model", new RandomCache(), new NumberFormat(), Duration.ofSeconds(60), new PrometheusRegistry());
    }

    @Test
    void neverGivesWhatIsOlderThanTheStoreWas() {
        KEYS.forEach(key -> heads.put(key, firstHead(key)));
        for (var step = 0; step < STEPS; step++) {
            something();
        }
        assertTrue(readsOfStore < reads * 9 / 10, readsOfStore + " of " + reads + " reads went to the store");
        assertTrue(readsOfStore > reads / 10, readsOfStore + " of " + reads + " reads went to the store");
    }

    /** Heads of the two keys are far apart, so that a value of the other key shows. */
    private static long firstHead(String key) {
        return key.equals(KEYS.getFirst()) ? 1 : 1_000_000;
    }

    private long headOf(String key) {
        return heads.getOrDefault(key, 0L);
    }

    private void something() {
        var key = KEYS.get(random.nextInt(KEYS.size()));
        switch (random.nextInt(12)) {
            case 0 -> heads.merge(key, 1L, Long::sum);
            case 1, 2, 3 -> fillLate();
            case 4 -> isUp = random.nextInt(4) > 0;
            case 5 -> lose();
            default -> read(key);
        }
    }

    private void read(String key) {
        var node = random.nextInt(nodes.size());
        var head = headOf(key);
        between();
        var look = node + key + head;
        if (depth >= DEEPEST || !looking.add(look)) {
            return;
        }
        depth++;
        var found = nodes.get(node).find(key, head, () -> readStore(key));
        depth--;
        looking.remove(look);
        reads++;
        assertTrue(
                found >= head && found <= headOf(key),
                () -> "seed " + seed + ": " + found + " of " + key + " for " + head);
    }

    private long readStore(String key) {
        readsOfStore++;
        between();
        var head = headOf(key);
        between();
        return head;
    }

    /** Other threads and processes go on in the middle of a read. */
    private void between() {
        for (var steps = random.nextInt(3); steps > 0 && depth < DEEPEST; steps--) {
            something();
        }
    }

    private void fillLate() {
        if (!fills.isEmpty()) {
            var fill = fills.remove(random.nextInt(fills.size()));
            if (random.nextInt(5) > 0) {
                fill.run();
            }
        }
    }

    private void lose() {
        if (random.nextBoolean()) {
            kept.clear();
        } else {
            kept.remove(KEYS.get(random.nextInt(KEYS.size())));
        }
    }

    private final class RandomCache implements SharedCache {
        @Override
        public RedisAnswer<byte[]> find(String key) {
            between();
            RedisAnswer<byte[]> answer = isUp ? new Answered<>(kept.get(key)) : new Unavailable<>();
            between();
            return answer;
        }

        @Override
        public void put(String key, byte[] value, Duration ttl) {
            fills.add(() -> kept.put(key, value));
            if (fills.size() > MOST_UNDER_WAY) {
                fills.remove(random.nextInt(fills.size()));
            }
        }

        @Override
        public void close() {}
    }
}
