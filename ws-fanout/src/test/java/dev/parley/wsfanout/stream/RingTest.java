package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final ConversationKey KEY = new ConversationKey("t", "g:x");
    private static final long EVENT_BYTES = event(0, 1).bytes();

    @Test
    void givesWhatWasHandledFromAnOffsetOn() {
        var ring = new Ring(2, 1_000_000);
        ring.coverFrom(0, 10);
        for (var offset = 10; offset < 60; offset += 2) {
            ring.append(event(offset, offset));
        }
        assertEquals(List.of(52L, 54L, 56L, 58L), offsets(ring.read(0, 51, 100).orElseThrow()));
    }

    @Test
    void saysThatItDoesNotReachBack() {
        var ring = new Ring(1, 1_000_000);
        assertTrue(ring.read(0, 0, 10).isEmpty(), "nothing is known of the partition");
        ring.coverFrom(0, 10);
        assertTrue(ring.read(0, 9, 10).isEmpty());
        assertTrue(ring.read(0, 10, 10).isPresent());
    }

    @Test
    void coversAPartitionFromItsFirstEventOn() {
        var ring = new Ring(1, 1_000_000);
        ring.append(event(7, 1));
        assertTrue(ring.read(0, 6, 10).isEmpty());
        assertEquals(1, ring.read(0, 7, 10).orElseThrow().events().size());
    }

    @Test
    void dropsTheOldestAboveItsBudget() {
        var ring = new Ring(1, EVENT_BYTES * 3 + 50);
        for (var offset = 0; offset < 10; offset++) {
            ring.append(event(offset, offset + 1));
        }
        assertTrue(ring.read(0, 6, 10).isEmpty());
        assertEquals(3, ring.read(0, 7, 10).orElseThrow().events().size());
        assertFalse(ring.find(KEY, 7).isPresent());
        assertTrue(ring.find(KEY, 8).isPresent());
    }

    @Test
    void countsABudgetOverAllPartitions() {
        var ring = new Ring(2, EVENT_BYTES * 2 + 50);
        ring.append(SampleEvents.logged(0, 0, SampleEvents.message("t", "g:x", 1)));
        ring.append(SampleEvents.logged(1, 0, SampleEvents.message("t", "g:x", 2)));
        ring.append(SampleEvents.logged(1, 1, SampleEvents.message("t", "g:x", 3)));
        assertTrue(ring.read(0, 0, 10).isEmpty());
        assertEquals(2, ring.read(1, 0, 10).orElseThrow().events().size());
    }

    @Test
    void keepsTheRepeatWhenTheFirstIsDropped() {
        var ring = new Ring(1, EVENT_BYTES * 2 + 50);
        ring.append(event(0, 5));
        ring.append(event(1, 5));
        ring.append(event(2, 6));
        assertTrue(ring.find(KEY, 5).isPresent());
    }

    @Test
    void saysWhetherMoreFollows() {
        var ring = new Ring(1, 1_000_000);
        for (var offset = 0; offset < 10; offset++) {
            ring.append(event(offset, offset + 1));
        }
        var first = ring.read(0, 0, 6).orElseThrow();
        assertFalse(first.isLast());
        assertEquals(6, first.next());
        assertTrue(ring.read(0, first.next(), 6).orElseThrow().isLast());
    }

    @Test
    void takesAnEmptyStretchBelowAsCovered() {
        var ring = new Ring(1, 1_000_000);
        ring.coverFrom(0, 10);
        ring.extendDown(0, 4, 9);
        assertTrue(ring.read(0, 4, 10).isEmpty(), "9 may hold an event");
        ring.extendDown(0, 4, 10);
        assertTrue(ring.read(0, 4, 10).isPresent());
    }

    private static LoggedEvent event(long offset, long seq) {
        return SampleEvents.logged(0, offset, SampleEvents.message("t", "g:x", seq));
    }

    private static List<Long> offsets(Chunk chunk) {
        return chunk.events().stream().map(event -> event.place().offset()).toList();
    }
}
