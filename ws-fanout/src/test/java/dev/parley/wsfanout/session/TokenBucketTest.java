package dev.parley.wsfanout.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static int taken(TokenBucket bucket, int of, long now) {
        var taken = 0;
        for (var i = 0; i < of; i++) {
            taken += bucket.take(now) ? 1 : 0;
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void hasItsBurstAndThenItsRate(long start) {
        var bucket = new TokenBucket(10, 20, start);
        assertEquals(20, taken(bucket, 30, start));
        assertEquals(10, taken(bucket, 30, start + SECOND));
        assertEquals(20, taken(bucket, 30, start + 60 * SECOND));
    }

    @Test
    void saysWhenTheNextOneIsThere() {
        var bucket = new TokenBucket(10, 1, 0);
        assertEquals(Duration.ZERO, bucket.untilNext(0));
        assertTrue(bucket.take(0));
        assertEquals(Duration.ofMillis(100), bucket.untilNext(0));
        assertFalse(bucket.take(Duration.ofMillis(99).toNanos()));
        assertTrue(bucket.take(Duration.ofMillis(101).toNanos()));
    }
}
