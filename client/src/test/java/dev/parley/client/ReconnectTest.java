package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.client.socket.Closed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    private static final Closed LOST = new Closed(Closed.LOST, "broken off");
    private static final Closed GOING_AWAY = new Closed(4010, "stopping");

    private final Reconnect reconnect = new Reconnect(() -> 0.5);

    private long millisAfter(Closed why, long nowMillis) {
        return reconnect.after(why, Duration.ofMillis(nowMillis).toNanos()).toMillis();
    }

    @Test
    void waitsTwiceAsLongAfterEachLossUpToALimit() {
        for (var expected : new long[] {200, 400, 800, 1_600, 3_200, 5_000, 5_000}) {
            assertEquals(expected, millisAfter(LOST, 0));
        }
        reconnect.welcomed();
        assertEquals(200, millisAfter(LOST, 0));
    }

    @Test
    void isBackWhenTheNodeSaidThatGoesAway() {
        reconnect.goingAway(Duration.ofSeconds(3), Duration.ofSeconds(10).toNanos());
        assertEquals(1_000, millisAfter(GOING_AWAY, 12_000));
    }

    @Test
    void isBackAtOnceWhenTheTimeHasPassed() {
        reconnect.goingAway(Duration.ofSeconds(3), Duration.ofSeconds(10).toNanos());
        assertEquals(0, millisAfter(GOING_AWAY, 20_000));
    }

    @Test
    void heedsAGoingAwayOnce() {
        reconnect.goingAway(Duration.ofSeconds(3), 0);
        assertEquals(3_000, millisAfter(GOING_AWAY, 0));
        assertEquals(200, millisAfter(LOST, 0));
    }

    @Test
    void waitsAsLongAsARefusalAsksAndAPartOfASecondMore() {
        var refused = new Closed(503, "too busy", Duration.ofSeconds(7));
        assertEquals(7_500, millisAfter(refused, 0));
        assertEquals(7_500, millisAfter(refused, 0));
    }

    @Test
    void doesNotWaitForEver() {
        assertEquals(300_500, millisAfter(new Closed(503, "too busy", Duration.ofDays(11)), 0));
        reconnect.goingAway(Duration.ofDays(11), 0);
        assertEquals(300_000, millisAfter(GOING_AWAY, 0));
    }
}
