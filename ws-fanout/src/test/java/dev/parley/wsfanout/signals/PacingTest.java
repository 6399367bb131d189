package dev.parley.wsfanout.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    @ParameterizedTest
    @CsvSource({
        "2, 0, 200, false",
        "100, 0, 200, false",
        "101, 1, 200, false",
        "200, 1, 200, false",
        "201, 1, 200, true",
        "1000, 1, 200, true",
        "1001, 2, 50, true",
        "10000, 2, 50, true",
        "10001, 5, 20, true",
        "1000000, 5, 20, true"
    })
    void slowsDownAsGroupsGrow(long members, long seconds, int maxUsers, boolean gathersTyping) {
        assertEquals(new Pacing(Duration.ofSeconds(seconds), maxUsers, gathersTyping), Pacing.of(members));
    }

    /** As if every member had a socket on this node, up to the 10,000 that are meant to be on one. */
    @ParameterizedTest
    @CsvSource({"1000", "10000", "100000", "1000000"})
    void writesAFewMegabytesASecondForAnyGroup(long members) {
        var pacing = Pacing.of(members);
        var name = "a-user-with-a-longish-name-0001";
        var receipt = new Receipt(
                "t", "g:x", name, true, 1L, 9_999_999L, null, 9_999_999L, null, false, 0L, 1L, Instant.EPOCH);
        var frame =
                SignalFrames.receipts("g:x", Collections.nCopies(pacing.maxUsers(), receipt), pacing.interval()).length;
        var bytesPerSecond =
                Math.min(members, 10_000) * frame / pacing.interval().toSeconds();
        assertTrue(bytesPerSecond <= 32_000_000, members + " members: " + bytesPerSecond + " bytes/s");
    }

    @Test
    void sendsNobodyMoreThanAFrameASecond() {
        assertTrue(Pacing.of(101).interval().compareTo(Duration.ofSeconds(1)) >= 0);
        assertTrue(Pacing.UNKNOWN.interval().compareTo(Duration.ofSeconds(1)) >= 0);
    }
}
