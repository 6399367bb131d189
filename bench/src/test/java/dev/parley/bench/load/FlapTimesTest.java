package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlapTimesTest {
    private static final int USERS = 50;
    private static final int CHANGES = 10_000;

    @Test
    void everybodyChangesAsOftenAsAskedForOnAverageAndAtNoFixedTimes() {
        var changed = new ArrayList<Integer>();
        var times = times(7, changed);
        var last = 0L;
        var shortest = Long.MAX_VALUE;
        var longest = 0L;
        for (var count = 0; count < CHANGES; count++) {
            var next = times.next();
            shortest = Math.min(shortest, next.nanos() - last);
            longest = Math.max(longest, next.nanos() - last);
            last = next.nanos();
            next.task().run();
        }

        // One of 50 users each minute: 1.2 s from one to the next. The mean of 10,000 is within 5 % of it, the seed
        // being what it is.
        assertEquals(1.2, last / 1e9 / CHANGES, 0.06);
        assertTrue(shortest >= 0 && shortest < 10_000_000, () -> "the shortest pause is one of many");
        assertTrue(longest > 6_000_000_000L, () -> "the longest pause is one of many");
        assertEquals(USERS, new HashSet<>(changed).size());
        assertEquals(CHANGES, changed.size());
    }

    @Test
    void isTheSameAgainWithTheSameSeed() {
        var one = times(7, new ArrayList<>());
        var other = times(7, new ArrayList<>());
        for (var count = 0; count < 100; count++) {
            assertEquals(one.next().nanos(), other.next().nanos());
        }
    }

    private static FlapTimes times(long seed, List<Integer> changed) {
        return new FlapTimes(USERS, Duration.ofMinutes(1), seed, user -> () -> changed.add(user));
    }
}
