package dev.parley.sinks.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Fault 32: a transaction that hangs shows. */
class StableOffsetsTest {
    private static final TopicPartition FIRST = new TopicPartition("events", 0);
    private static final TopicPartition SECOND = new TopicPartition("events", 1);

    private final StableOffsets offsets = new StableOffsets();

    @Test
    void countsFromTheLookThatFirstSawItStandStill() {
        assertEquals(0, at(0, Map.of(FIRST, 5L), Map.of(FIRST, 7L)));
        assertEquals(3, at(3, Map.of(FIRST, 5L), Map.of(FIRST, 7L)));
        assertEquals(6, at(6, Map.of(FIRST, 5L), Map.of(FIRST, 70L)));
    }

    @Test
    void beginsAgainWhenItMoves() {
        at(0, Map.of(FIRST, 5L), Map.of(FIRST, 7L));
        assertEquals(0, at(3, Map.of(FIRST, 6L), Map.of(FIRST, 9L)));
        assertEquals(3, at(6, Map.of(FIRST, 6L), Map.of(FIRST, 9L)));
    }

    @Test
    void isNothingWhereEverythingIsCommitted() {
        at(0, Map.of(FIRST, 5L), Map.of(FIRST, 7L));
        assertEquals(0, at(3, Map.of(FIRST, 7L), Map.of(FIRST, 7L)));
        assertEquals(0, at(6, Map.of(FIRST, 7L), Map.of(FIRST, 7L)), "standing still at the end is no wait");
    }

    @Test
    void tellsTheLongestOfAll() {
        at(0, Map.of(FIRST, 5L, SECOND, 1L), Map.of(FIRST, 7L, SECOND, 1L));
        at(3, Map.of(FIRST, 5L, SECOND, 1L), Map.of(FIRST, 7L, SECOND, 2L));
        assertEquals(9, at(9, Map.of(FIRST, 5L, SECOND, 1L), Map.of(FIRST, 7L, SECOND, 2L)));
        assertEquals(9, at(12, Map.of(SECOND, 1L), Map.of(SECOND, 2L)), "the first went to another process");
    }

    private double at(long seconds, Map<TopicPartition, Long> stable, Map<TopicPartition, Long> ends) {
        return offsets.longestHeldBack(stable, ends, seconds * 1_000_000_000L);
    }
}
