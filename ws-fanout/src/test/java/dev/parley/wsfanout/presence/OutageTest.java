package dev.parley.wsfanout.presence;

import static dev.parley.wsfanout.presence.Outage.Turn.BEGINS;
import static dev.parley.wsfanout.presence.Outage.Turn.ENDS;
import static dev.parley.wsfanout.presence.Outage.Turn.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OutageTest {
    private static final long START = Long.MAX_VALUE - 5;

    private final Outage outage = new Outage();

    private Outage.Turn observe(boolean isConnected, int seconds) {
        return outage.observe(isConnected, START + seconds * 1_000_000_000L);
    }

    @Test
    void beginsOnceAndEndsOnce() {
        assertEquals(NOTHING, observe(true, 0));
        assertEquals(NOTHING, observe(false, 1));
        assertEquals(NOTHING, observe(false, 30));
        assertEquals(BEGINS, observe(false, 31));
        assertEquals(NOTHING, observe(false, 90));
        assertEquals(ENDS, observe(true, 91));
        assertEquals(NOTHING, observe(true, 92));
    }

    @Test
    void takesAnAnswerInBetweenForTheEndOfTheSilence() {
        assertEquals(NOTHING, observe(false, 0));
        assertEquals(NOTHING, observe(true, 29));
        assertEquals(NOTHING, observe(false, 31));
        assertEquals(NOTHING, observe(false, 60));
        assertEquals(BEGINS, observe(false, 61));
    }
}
