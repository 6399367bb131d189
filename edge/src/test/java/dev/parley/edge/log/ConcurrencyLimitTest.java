package dev.parley.edge.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final int MOST = 6_000;
    private static final int UPDATES_PER_SECOND = 20;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ConcurrencyLimit limit = new ConcurrencyLimit(Duration.ofSeconds(5), MOST, RETRY);

    @Test
    void takesARushAfterASilence() {
        assertTrue(limit.admits(ConcurrencyLimit.ALWAYS - 1));
        assertFalse(limit.admits(ConcurrencyLimit.ALWAYS));
    }

    @Test
    void hasRoomForWhatIsAnsweredInHalfOfTheWait() {
        pass(20, 2_000, 0);
        assertTrue(limit.admits(4_900));
        assertFalse(limit.admits(5_000));
    }

    @Test
    void neverTakesMoreThanTheMost() {
        pass(20, 50_000, 0);
        assertTrue(limit.admits(MOST - 1));
        assertFalse(limit.admits(MOST));
    }

    @Test
    void takesLessWhenFewerAreAnswered() {
        pass(20, 2_000, 0);
        pass(20, 800, 0);
        assertTrue(limit.admits(1_900));
        assertFalse(limit.admits(2_010));
        pass(20, 0, 0);
        assertFalse(limit.admits(ConcurrencyLimit.ALWAYS));
        assertTrue(limit.admits(ConcurrencyLimit.ALWAYS - 1));
    }

    @Test
    void sendsAwayForLongerTheMoreItTurnsAway() {
        pass(20, 1_000, 0);
        assertEquals(RETRY, limit.retryAfter());
        pass(20, 1_000, 3_000);
        assertEquals(4_000, (double) limit.retryAfter().toMillis(), 100);
        pass(20, 0, 100_000);
        assertEquals(15_000, limit.retryAfter().toMillis());
        pass(30, 1_000, 0);
        assertEquals(1_000, (double) limit.retryAfter().toMillis(), 10);
    }

    /** @param answered each second */
    private void pass(int seconds, int answered, int refused) {
        for (var update = 0; update < seconds * UPDATES_PER_SECOND; update++) {
            for (var i = 0; i < answered / UPDATES_PER_SECOND; i++) {
                limit.answered();
            }
            for (var i = 0; i < refused / UPDATES_PER_SECOND; i++) {
                assertFalse(limit.admits(MOST));
            }
            limit.update(TimeUnit.SECONDS.toNanos(1) / UPDATES_PER_SECOND);
        }
    }
}
