package dev.parley.topologies.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseClockTest {
    private static final long BEGIN = 1_700_000_000_000L;

    private final InMemoryKeyValues state = new InMemoryKeyValues();

    /** Times of records, in milliseconds after the first, and what passed by the clock. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0 400 900, 900",
        "0 10000, 10000",
        "0 10001, 10000",
        "0 60000 60001, 10001",
        "0 300000 305000, 15000",
        "0 -300000 -299000, 1000",
        "0 300000 0 1000, 11000",
        "0 9223370000000000000 1000, 10000"
    })
    void countsWhatPassesBetweenRecords(String times, long passed) {
        var clock = new LeaseClock(state);
        var offset = 0;
        for (var at : Stream.of(times.split(" ")).mapToLong(Long::parseLong).toArray()) {
            clock.advance(offset++, BEGIN + at);
        }
        assertEquals(passed, clock.time());
    }

    @Test
    void goesOnFromItsState() {
        var clock = new LeaseClock(state);
        assertFalse(clock.isRepeated(0));
        clock.advance(7, BEGIN);
        clock.advance(8, BEGIN + 100);
        clock.keep();
        clock.advance(9, BEGIN + 900);
        var again = new LeaseClock(state);
        assertTrue(again.isRepeated(8));
        assertFalse(again.isRepeated(9));
        assertEquals(BEGIN + 100, again.at());
        again.advance(9, BEGIN + 900);
        assertEquals(900, again.time());
    }
}
