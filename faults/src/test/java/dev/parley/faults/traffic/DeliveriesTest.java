package dev.parley.faults.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private final Deliveries deliveries = new Deliveries();

    @Test
    void flowsAgainWhenTheLastConversationDoes() {
        deliveries.received("a", 90, 95);
        deliveries.received("b", 90, 130);
        deliveries.received("a", 101, 110);

        assertEquals(Optional.empty(), deliveries.flowsAgainAfter(100));

        deliveries.received("b", 105, 160);
        deliveries.received("b", 110, 170);

        assertEquals(Optional.of(60L), deliveries.flowsAgainAfter(100));
    }

    @Test
    void waitsForAConversationThatHasHadNothingYet() {
        deliveries.expect("b");
        deliveries.received("a", 101, 110);

        assertEquals(Optional.empty(), deliveries.flowsAgainAfter(100));
    }

    @Test
    void findsTheLongestSilenceOfAnyConversation() {
        deliveries.received("a", 0, 110);
        deliveries.received("a", 0, 150);
        deliveries.received("a", 0, 190);
        deliveries.received("b", 0, 120);
        deliveries.received("b", 0, 180);

        assertEquals(60, deliveries.longestSilence(100, 200));
    }

    @Test
    void countsTheSilenceAtBothEnds() {
        deliveries.received("a", 0, 10);
        deliveries.received("a", 0, 170);

        assertEquals(70, deliveries.longestSilence(100, 200));
        assertEquals(130, deliveries.longestSilence(100, 300));
    }

    @Test
    void measuresFromTheTimeThatMessagesWereMeantFor() {
        for (var i = 1; i <= 100; i++) {
            deliveries.received("a", 1_000, 1_000 + i);
        }
        deliveries.received("a", 999, 9_999);
        deliveries.received("a", 1_001, 9_999);
        deliveries.received("b", 1_000, 9_999);

        assertEquals(Duration.ofNanos(99), deliveries.latency("a"::equals, 1_000, 1_000, 0.99));
        assertEquals(Duration.ofNanos(50), deliveries.latency("a"::equals, 1_000, 1_000, 0.5));
        assertEquals(Duration.ofNanos(100), deliveries.latency("a"::equals, 1_000, 1_000, 1));
        assertEquals(Duration.ZERO, deliveries.latency("c"::equals, 0, 9_999, 0.99));
    }
}
