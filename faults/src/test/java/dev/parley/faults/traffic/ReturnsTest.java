package dev.parley.faults.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.client.socket.Closed;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReturnsTest {
    private static final long KILLED = 1_000;
    private static final Closed LOST = new Closed(Closed.LOST, "gone");
    private static final Closed LATER = new Closed(503, "too-busy", Duration.ofSeconds(3));

    private final Returns returns = new Returns();

    @Test
    void measuresFromTheLossToTheLastEvent() {
        for (var user = 1; user <= 100; user++) {
            returns.lost("u" + user, LOST, KILLED + user);
        }
        assertEquals(100, returns.away());
        for (var user = 1; user <= 100; user++) {
            returns.caughtUp("u" + user, KILLED + user + 10L * user);
        }

        var summary = returns.since(KILLED);

        assertEquals(0, returns.away());
        assertEquals(
                new Returns.Summary(
                        100,
                        Duration.ofNanos(500),
                        Duration.ofNanos(990),
                        Duration.ofNanos(1_000),
                        0,
                        Duration.ZERO,
                        Map.of()),
                summary);
    }

    @Test
    void tellsWhoWasTurnedAwayFromWhoFailed() {
        returns.lost("ann", LOST, KILLED);
        returns.lost("bob", LOST, KILLED);
        returns.lost("ann", LOST, KILLED + 10);
        returns.lost("bob", LATER, KILLED + 20);
        returns.lost("bob", LATER, KILLED + 30);
        returns.caughtUp("ann", KILLED + 40);
        returns.caughtUp("bob", KILLED + 50);

        var summary = returns.since(KILLED);

        assertEquals(1, summary.turnedAway());
        assertEquals(Duration.ofNanos(30), summary.longestTurnedAway());
        assertEquals(Map.of(Closed.LOST, 1, 503, 2), summary.failures());
    }

    @Test
    void leavesOutWhoWasAwayBeforeAndWhoOnlyHears() {
        returns.lost("ann", LOST, KILLED - 1);
        returns.caughtUp("ann", KILLED + 10);
        returns.caughtUp("bob", KILLED + 10);

        assertEquals(0, returns.since(KILLED).users());
    }
}
