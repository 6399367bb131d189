package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void isEvenByDefault() {
        assertEquals(0, Pace.even(4).nanos(0));
        assertEquals(SECOND / 4, Pace.even(4).nanos(1));
        assertEquals(250 * SECOND, Pace.even(4).nanos(1000));
    }

    @Test
    void keepsTheGapsOfRecordedChatInProportion() {
        // Gaps of 1, 1 and 6 at four messages in four seconds: the mean gap is a second, of what were 8/3 units.
        var pace = new RecordedPace(new long[] {100, 101, 102, 108}, 1);

        assertEquals(0, pace.nanos(0));
        assertNear(0.375 * SECOND, pace.nanos(1));
        assertNear(0.75 * SECOND, pace.nanos(2));
        assertNear(3.0 * SECOND, pace.nanos(3));
    }

    @Test
    void beginsAnewAndNeverGoesBack() {
        var pace = new RecordedPace(new long[] {0, 0, 5, 5, 9}, 10);

        assertNear(0.5 * SECOND, pace.nanos(5));
        for (var number = 1L; number < 100; number++) {
            assertTrue(pace.nanos(number) >= pace.nanos(number - 1));
        }
        assertNear(10.0 * SECOND, pace.nanos(100));
    }

    @Test
    void needsTwoTimes() {
        assertThrows(IllegalArgumentException.class, () -> new RecordedPace(new long[] {1}, 1));
        assertThrows(IllegalArgumentException.class, () -> new RecordedPace(new long[] {1, 1}, 1));
    }

    private static void assertNear(double expected, long nanos) {
        assertEquals(expected, (double) nanos, 1);
    }
}
