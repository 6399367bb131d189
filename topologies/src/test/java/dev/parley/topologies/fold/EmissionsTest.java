package dev.parley.topologies.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.topologies.store.InMemoryKeyValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmissionsTest {
    private static final Pace AT_ONCE = new Pace(0, 0);
    private static final Pace LAZY = new Pace(2_000, 10_000);
    private static final long NOW = 1_700_000_000_000L;

    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private Emissions emissions = new Emissions(state);

    @Test
    void writesOnceWhatChangedOften() {
        for (var change = 0; change < 10; change++) {
            touch("al", NOW + change, AT_ONCE);
        }
        assertEquals(1, emissions.waiting());
        assertEquals(List.of("al"), take(NOW + 10));
        assertEquals(List.of(), take(NOW + 11));
        assertEquals(0, emissions.waiting());
    }

    @Test
    void waitsAsLongAsTheChangeMayWait() {
        touch("al", NOW, LAZY);
        touch("bo", NOW + 500, LAZY);
        assertEquals(List.of(), take(NOW + 1_999));
        assertEquals(List.of("al"), take(NOW + 2_000));
        assertEquals(List.of("bo"), take(NOW + 2_500));
    }

    @Test
    void writesWhatIsUrgentWithoutWhatIsNot() {
        touch("al", NOW, LAZY);
        touch("bo", NOW, LAZY);
        touch("al", NOW + 100, AT_ONCE);
        assertEquals(List.of("al"), take(NOW + 100));
        touch("al", NOW + 200, AT_ONCE);
        touch("al", NOW + 210, LAZY);
        assertEquals(List.of("al"), take(NOW + 210), "a later change does not make it wait");
    }

    @Test
    void writesSeldomWhatChangesAllTheTime() {
        var written = 0;
        for (var at = NOW; at < NOW + 60_000; at += 250) {
            touch("al", at, LAZY);
            written += take(at).size();
        }
        assertEquals(6, written, "2 s after the first change, then each 10 s");
    }

    @Test
    void writesAfterACrashWhatWaitedAndWhatMayNotHaveGotOut() {
        touch("waiting", NOW, LAZY);
        touch("written", NOW, AT_ONCE);
        take(NOW);
        emissions = new Emissions(state);
        assertEquals(2, emissions.waiting());
        assertEquals(List.of("waiting", "written"), take(NOW + 1));
    }

    @Test
    void forgetsWhatHasNotChangedForLong() {
        touch("al", NOW, AT_ONCE);
        take(NOW);
        touch("bo", NOW + 1, LAZY);
        take(NOW + Emissions.KEPT.toMillis());
        assertEquals(2, state.size());
        take(NOW + Emissions.KEPT.toMillis() + 1);
        assertEquals(1, state.size(), "bo was written a moment ago");
        take(NOW + 2 * Emissions.KEPT.toMillis() + 2);
        assertEquals(0, state.size());
        assertEquals(List.of(), take(NOW + 3 * Emissions.KEPT.toMillis()));
    }

    @Test
    void takesAtOnceWhatIsTooMuchToKeep() {
        for (var key = 0; key < Emissions.MAX_KEYS; key++) {
            assertFalse(emissions.isFull());
            touch("user-" + key, NOW + key, LAZY);
        }
        assertTrue(emissions.isFull());
        assertEquals(Emissions.MAX_KEYS, take(NOW + 1).size());
        assertFalse(emissions.isFull());
        assertEquals(Emissions.MAX_KEYS / 2, state.size(), "the older half is forgotten");
        emissions = new Emissions(state);
        var restored = take(NOW + 2);
        assertEquals(Emissions.MAX_KEYS / 2, restored.size());
        assertTrue(restored.contains("user-" + (Emissions.MAX_KEYS - 1)));
    }

    @Test
    void writesWhatWaitsWhenTheClockWasPutBack() {
        touch("al", NOW, AT_ONCE);
        touch("bo", NOW, LAZY);
        assertEquals(List.of("al"), take(NOW));
        assertEquals(List.of("bo"), take(NOW - 3_600_000));
        touch("al", NOW - 3_600_000, AT_ONCE);
        assertEquals(List.of("al"), take(NOW - 3_599_999));
    }

    @Test
    void saysWhatMayNotHaveGotOut() {
        touch("restored", NOW, AT_ONCE);
        emissions = new Emissions(state);
        touch("restored", NOW, LAZY);
        touch("fresh", NOW, AT_ONCE);
        emissions.again("again".getBytes(StandardCharsets.UTF_8), NOW);
        assertEquals(List.of("again", "fresh", "restored"), take(NOW));
        assertEquals(List.of(true, false, true), isUncertain("again", "fresh", "restored"));
        touch("restored", NOW + 1, AT_ONCE);
        assertEquals(List.of("restored"), take(NOW + 1));
        assertEquals(List.of(false, false), isUncertain("again", "restored"));
    }

    @Test
    void saysThatNothingMayWait() {
        for (var key = 0; key < Emissions.MAX_KEYS; key++) {
            touch("user-" + key, NOW, LAZY);
        }
        take(NOW);
        assertTrue(emissions.isPressed());
        take(NOW + 1);
        assertFalse(emissions.isPressed());
    }

    private List<Boolean> isUncertain(String... keys) {
        return Stream.of(keys)
                .map(key -> emissions.isUncertain(key.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private void touch(String key, long now, Pace pace) {
        emissions.touch(key.getBytes(StandardCharsets.UTF_8), now, pace);
    }

    private List<String> take(long now) {
        return emissions.take(now).stream()
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }
}
