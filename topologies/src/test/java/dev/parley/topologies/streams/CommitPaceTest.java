package dev.parley.topologies.streams;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private final CommitPace pace = new CommitPace(Duration.ofMillis(500));

    @Test
    void commitsALoneActionAtOnce() {
        assertTrue(commitsAt(1_000));
        assertTrue(commitsAt(1_500));
        assertTrue(commitsAt(9_000));
    }

    @Test
    void commitsEachActionOfAClientThatReadsBackWhatItWrites() {
        for (var now = 1_000; now < 10_000; now += 70) {
            assertTrue(commitsAt(now), "at " + now);
        }
    }

    @Test
    void leavesABurstToTheInterval() {
        for (var action = 0; action < CommitPace.FEW; action++) {
            assertTrue(commitsAt(1_000));
        }
        for (var now = 1_001; now < 5_000; now += 60) {
            assertFalse(commitsAt(now), "at " + now);
        }
    }

    @Test
    void commitsAtOnceAgainAfterABurst() {
        for (var action = 0; action < 1_000; action++) {
            commitsAt(1_000 + action);
        }
        assertFalse(commitsAt(2_400));
        assertTrue(commitsAt(2_500));
    }

    @Test
    void isNotHurriedByAClockThatStepsBack() {
        for (var action = 0; action < CommitPace.FEW; action++) {
            commitsAt(10_000);
        }
        assertFalse(commitsAt(4_000));
        assertFalse(commitsAt(4_100));
    }

    private boolean commitsAt(long now) {
        var context = new MockProcessorContext<Void, Void>();
        context.setCurrentSystemTimeMs(now);
        pace.acted(context);
        return context.committed();
    }
}
