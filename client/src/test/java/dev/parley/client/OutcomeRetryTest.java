package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a write ends that is repeated until its outcome is known. */
class OutcomeRetryTest {
    private static final Outcome UNKNOWN = new Outcome.Unknown("No answer.", Duration.ZERO);

    @Test
    void isRepeatedUntilItsOutcomeIsKnown() {
        var answers = new ArrayDeque<>(List.of(UNKNOWN, new Outcome.Accepted("g:team", 7, "e")));
        assertEquals(7, OutcomeRetry.seqOf("joining", Duration.ofMinutes(1), answers::remove));
    }

    @Test
    void aRefusalIsFinalAndNamesTheWrite() {
        var refusal = assertThrows(
                RequestRefusedException.class,
                () -> OutcomeRetry.seqOf(
                        "joining", Duration.ofMinutes(1), () -> new Outcome.Refused("group-not-found", "No group.")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("joining was refused: group-not-found"));
    }

    @Test
    void givesUpAfterItsTime() {
        assertThrows(GaveUpException.class, () -> OutcomeRetry.seqOf("joining", Duration.ofNanos(-1), () -> UNKNOWN));
    }
}
