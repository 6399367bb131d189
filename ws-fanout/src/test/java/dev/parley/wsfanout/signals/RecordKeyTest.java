package dev.parley.wsfanout.signals;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.stream.SampleEvents;
import dev.parley.wsfanout.stream.SampleMembers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ann and Zoë are here, in group x and with each other. */
class RecordKeyTest {
    private final SampleMembers here = new SampleMembers();
    private final SignalledSubscriber ann = new SignalledSubscriber("t", "ann");
    private final SignalledSubscriber zoe = new SignalledSubscriber("t", "zoë");
    private final RecordKey key = new RecordKey(here.keys().probe());

    RecordKeyTest() {
        here.join(ann, List.of("g:x", "d:ann:bob", "d:ann:zoë"));
        here.join(zoe, List.of("g:x", "d:ann:zoë"));
    }

    private boolean read(String text) {
        return key.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "t/g:x/ann, true, true",
        "t/g:x/bob, false, true",
        "t/g:y/ann, true, false",
        "t/d:ann:bob/ann, true, false",
        "t/d:ann:bob/bob, false, true",
        "t/d:ann:zoë/ann, true, true",
        "t/d:ann:zoë/zoë, true, true",
        "t/d:bob:zoë/zoë, true, false",
        "t/d:bob:zoë/bob, false, true",
        "t/d:bob:cem/bob, false, false",
        "u/g:x/ann, false, false",
        "u/d:ann:zoë/zoë, false, false",
        "tt/g:x/ann, false, false",
        "t/g:x/an, false, true",
        "t/g:x/annn, false, true",
        "t/g:xx/bob, false, false",
        "t/d:/ann, true, false",
        "t/d:ann/ann, true, false"
    })
    void knowsWhoIsHere(String text, boolean isUserHere, boolean areOthersHere) {
        assertTrue(read(text));
        assertEquals(isUserHere, key.isUserThirdHere());
        assertEquals(areOthersHere, key.areOthersHere());
    }

    @Test
    void knowsTheUserOfSettings() {
        assertTrue(read("t/zoë/g:anything"));
        assertTrue(key.isUserSecondHere());
        assertTrue(read("t/zo/g:x"));
        assertFalse(key.isUserSecondHere());
        assertTrue(read("t/g:x/zoë"));
        assertTrue(key.isUserSecondHere(), "the name of a group stands beside those of users: the value tells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t/", "t/ann", "/"})
    void refusesKeysWithoutThreeParts(String text) {
        assertFalse(read(text));
    }

    @Test
    void refusesNoKey() {
        assertFalse(key.read(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "///", "t//", "//ann", "t/g:x/", "t/d:::/:", "t/:/ann/x", "t/d:ann:zoë/d:ann:zoë"})
    void readsWhatOnlyLooksLikeOne(String text) {
        assertTrue(read(text));
        assertDoesNotThrow(() -> {
            var _ = key.isUserSecondHere();
            var _ = key.isUserThirdHere();
            var _ = key.areOthersHere();
        });
    }

    @Test
    void forgetsWhoIsGone() {
        here.leave(zoe);
        assertTrue(read("t/d:ann:zoë/zoë"));
        assertFalse(key.isUserThirdHere());
        assertTrue(key.areOthersHere());
        here.leave(ann);
        assertFalse(key.areOthersHere());
        assertTrue(read("t/g:x/bob"));
        assertFalse(key.areOthersHere());
    }

    @Test
    void knowsAUserOfSeveralDevicesUntilTheLastIsGone() {
        var laptop = new SignalledSubscriber("t", "ann");
        here.join(laptop, List.of("g:x"));
        here.leave(ann);
        assertTrue(read("t/g:x/ann"));
        assertTrue(key.isUserThirdHere());
        here.leave(laptop);
        assertFalse(key.isUserThirdHere());
    }

    @Test
    void followsTheMembershipsOfGroups() {
        assertTrue(read("t/g:x/bob"));
        here.route(SampleEvents.left("t", "g:x", 2, "ann"));
        assertTrue(key.areOthersHere());
        here.route(SampleEvents.deleted("t", "g:x", 3));
        assertFalse(key.areOthersHere());
        here.route(SampleEvents.joined("t", "g:y", 1, "ann"));
        assertTrue(read("t/g:y/bob"));
        assertTrue(key.areOthersHere());
        here.route(SampleEvents.left("t", "g:y", 2, "ann"));
        assertFalse(key.areOthersHere());
    }

    @ParameterizedTest
    @CsvSource({
        "t/g:x, true",
        "t/g:y, false",
        "t/d:ann:bob, true",
        "t/d:bob:ann, true",
        "t/d:ann:zoë, true",
        "t/d:bob:cem, false",
        "t/d:bob:zoë, true",
        "u/g:x, false",
        "u/d:ann:bob, false",
        "t/g:xx, false",
        "t/d:, false",
        "t/d:ann, false",
        "t/d:ann:, true",
        "t/d::, false",
        "t/, false",
        "/, false",
        "t/g:x/ann, false"
    })
    void knowsWhetherMembersAreHere(String text, boolean areHere) {
        key.readTwo(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(areHere, key.areMembersHere());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t"})
    void refusesKeysWithoutTwoParts(String text) {
        assertThrows(UnreadableRecordException.class, () -> key.readTwo(text.getBytes(StandardCharsets.UTF_8)));
        assertThrows(UnreadableRecordException.class, () -> key.readTwo(null));
    }
}
