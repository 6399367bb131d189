package dev.parley.operator.deadletters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.operator.deadletters.Letter.Place;
import dev.parley.operator.deadletters.ReplayDecision.Refused;
import dev.parley.operator.deadletters.ReplayDecision.Replay;
import dev.parley.operator.deadletters.ReplayDecision.Replayed;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayDecisionTest {
    private static final Instant NOW = Instant.parse("2026-01-08T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"actions", "user-actions", "receipts-in", "leases"})
    void replaysRequests(String topic) {
        assertInstanceOf(Replay.class, decide(letter(topic, NOW.minusSeconds(60)), Map.of(), false));
    }

    @Test
    void replaysOnce() {
        var replays = Map.of("actions/3/42", "2026-01-07T00:00:00Z");
        assertEquals(new Replayed("2026-01-07T00:00:00Z"), decide(letter("actions", NOW), replays, false));
        assertEquals(new Replayed("2026-01-07T00:00:00Z"), decide(letter("actions", NOW), replays, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "users", "receipts"})
    void writesToTheTopicOfAnotherWriterOnlyWhereThatIsAskedFor(String topic) {
        var refused = assertInstanceOf(Refused.class, decide(letter(topic, NOW), Map.of(), false));
        assertTrue(refused.why().contains("--allow-repeat"), refused.why());
        assertInstanceOf(Replay.class, decide(letter(topic, NOW), Map.of(), true));
    }

    @Test
    void refusesWhatIsOver() {
        assertInstanceOf(Replay.class, decide(letter("leases", NOW.minusSeconds(14 * 60)), Map.of(), false));
        assertInstanceOf(Refused.class, decide(letter("leases", NOW.minusSeconds(16 * 60)), Map.of(), true));
        // Kept for ever: never over.
        assertInstanceOf(Replay.class, decide(letter("events", NOW.minusSeconds(1_000_000_000)), Map.of(), true));
    }

    @Test
    void refusesATopicThatItDoesNotKnow() {
        assertInstanceOf(Refused.class, decide(letter("of-tomorrow", NOW), Map.of(), true));
    }

    @Test
    void filtersByEverythingThatIsGiven() {
        var letter = letter("actions", NOW);
        assertTrue(new LetterFilter(null, null, null, null).takes(letter));
        assertTrue(new LetterFilter("conversation", "malformed", "acme", "actions").takes(letter));
        for (var other : new LetterFilter[] {
            new LetterFilter("users", null, null, null),
            new LetterFilter(null, "key-mismatch", null, null),
            new LetterFilter(null, null, "other", null),
            new LetterFilter("conversation", "malformed", "acme", "events")
        }) {
            assertEquals(false, other.takes(letter));
        }
    }

    private static ReplayDecision decide(Letter letter, Map<String, String> replays, boolean isRepeatAllowed) {
        return ReplayDecision.of(letter, replays, isRepeatAllowed, NOW);
    }

    private static Letter letter(String topic, Instant recordedAt) {
        return new Letter(
                7, NOW, "conversation", "malformed", "", new Place(topic, 3, 42), recordedAt, "acme", null, null);
    }
}
