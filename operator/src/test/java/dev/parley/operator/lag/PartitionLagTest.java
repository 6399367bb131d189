package dev.parley.operator.lag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartitionLagTest {
    @ParameterizedTest
    @CsvSource({
        // committed, begin, stable, end, lag, held
        "100, 0, 100, 100, 0, 0",
        "90, 0, 100, 100, 10, 0",
        "90, 0, 100, 130, 10, 30",
        // Nothing committed: everything that is there waits.
        "-1, 0, 100, 100, 100, 0",
        "-1, 40, 100, 100, 60, 0",
        // What was deleted does not wait for anybody.
        "10, 40, 100, 100, 60, 0",
        // A reader may commit beyond what the earlier look at the log saw.
        "105, 0, 100, 103, 0, 3"
    })
    void countsWhatWaits(long committed, long begin, long stable, long end, long lag, long held) {
        var look = new PartitionLook(committed, begin, stable, end);
        assertEquals(lag, look.lag());
        assertEquals(held, look.held());
    }

    @Test
    void tellsHowFastItGrowsAndIsRead() {
        var lag = between(new PartitionLook(100, 0, 150, 150), new PartitionLook(120, 0, 190, 190), 4);
        assertEquals(70, lag.lag());
        assertEquals(5.0, lag.growthPerSecond());
        assertEquals(5.0, lag.readPerSecond());
        assertFalse(lag.isStuck());
    }

    @Test
    void shrinksWhileItCatchesUp() {
        var lag = between(new PartitionLook(0, 0, 100, 100), new PartitionLook(80, 0, 100, 100), 10);
        assertEquals(-8.0, lag.growthPerSecond());
    }

    @Test
    void isStuckWhereSomethingWaitsAndNothingIsRead() {
        assertTrue(between(new PartitionLook(5, 0, 9, 9), new PartitionLook(5, 0, 12, 12), 5)
                .isStuck());
        assertFalse(between(new PartitionLook(9, 0, 9, 9), new PartitionLook(9, 0, 9, 9), 5)
                .isStuck());
        // The marker of the last transaction.
        assertFalse(between(new PartitionLook(8, 0, 9, 9), new PartitionLook(8, 0, 9, 9), 5)
                .isStuck());
        // What came between the looks had no time.
        assertFalse(between(new PartitionLook(9, 0, 9, 9), new PartitionLook(9, 0, 12, 12), 5)
                .isStuck());
    }

    @Test
    void isHeldStillByTheSameTransactionOnly() {
        assertTrue(between(new PartitionLook(9, 0, 9, 20), new PartitionLook(9, 0, 9, 30), 5)
                .isHeldStill());
        assertFalse(between(new PartitionLook(9, 0, 9, 20), new PartitionLook(9, 0, 15, 30), 5)
                .isHeldStill());
        assertFalse(between(new PartitionLook(9, 0, 9, 20), new PartitionLook(9, 0, 9, 9), 5)
                .isHeldStill());
    }

    @Test
    void claimsNothingOfTimeFromOneLook() {
        var look = new PartitionLook(5, 0, 9, 12);
        var lag = between(look, look, 0);
        assertEquals(0.0, lag.growthPerSecond());
        assertFalse(lag.isStuck());
        assertFalse(lag.isHeldStill());
    }

    private static PartitionLag between(PartitionLook first, PartitionLook second, double seconds) {
        return PartitionLag.between("parley-heads", "events", 1, first, second, seconds);
    }
}
