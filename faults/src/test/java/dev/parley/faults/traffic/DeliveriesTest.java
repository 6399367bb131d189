package dev.parley.faults.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void tellsTheLatencyOfWhatWasMeantForThatTime() {
        for (var number = 1; number <= 100; number++) {
            deliveries.received("a", 1_000 + number, 1_000 + 2 * number);
        }
        deliveries.received("a", 10, 9_000);
        deliveries.received("b", 2_000, 9_000);

        assertEquals(99, deliveries.latency(1_000, 1_500, 0.99));
        assertEquals(100, deliveries.latency(1_000, 1_500, 1));
        assertEquals(50, deliveries.latency(1_000, 1_500, 0.5));
        assertEquals(0, deliveries.latency(3_000, 4_000, 0.99));
    }
}
