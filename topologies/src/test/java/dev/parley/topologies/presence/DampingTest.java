package dev.parley.topologies.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.PresentDevice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DampingTest {
    private static final long AT = 1_700_000_000_000L;

    /** What was written and what is now, with the number of writes close to each other; how long after the last it is written. */
    @ParameterizedTest
    @CsvSource({
        "OFFLINE, ONLINE, 0, 0",
        "OFFLINE, AWAY, 0, 0",
        "OFFLINE, ONLINE, 1, 2000",
        "OFFLINE, ONLINE, 4, 2000",
        "ONLINE, AWAY, 0, 5000",
        "AWAY, ONLINE, 2, 5000",
        "AWAY, ONLINE, 3, 8000",
        "AWAY, ONLINE, 4, 10000",
        "AWAY, ONLINE, 1000, 10000",
        "ONLINE, ONLINE, 0, 5000",
        "OFFLINE, OFFLINE, 0, 5000",
    })
    void spacesWhatDevicesDo(PresenceState before, PresenceState after, int streak, long later) {
        var dueAt = Damping.dueAt(shown(before), AT, streak, shown(after), 0);
        assertEquals(later, dueAt - AT);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000, 6000", "4, 1000, 10000", "0, -60000, 0", "4, 7000, 12000"})
    void waitsBeforeAUserGoesOffline(int streak, long offlineAfter, long later) {
        var dueAt =
                Damping.dueAt(shown(PresenceState.ONLINE), AT, streak, shown(PresenceState.OFFLINE), AT + offlineAfter);
        assertEquals(Math.max(later, offlineAfter + 5_000), dueAt - AT);
    }

    @ParameterizedTest
    @CsvSource({"BUSY, BUSY, 0, 0", "OFFLINE, INVISIBLE, 0, 0", "OFFLINE, INVISIBLE, 4, 2000", "BUSY, BUSY, 3, 2000"})
    void writesAChoiceSoon(PresenceState after, PresenceChoice choice, int streak, long later) {
        var now = Presence.newBuilder(shown(after)).setChoice(choice).build();
        assertEquals(later, Damping.dueAt(shown(PresenceState.ONLINE), AT, streak, now, 0) - AT);
    }

    @ParameterizedTest
    @CsvSource({"0, 29999, 1", "3, 100, 4", "4, 100, 4", "4, 30000, 0"})
    void growsWhileWritesFollowEachOther(int before, long later, int streak) {
        assertEquals(streak, Damping.streak(before, AT, AT + later));
    }

    private static Presence shown(PresenceState state) {
        return Presence.newBuilder()
                .setTenant("acme")
                .setUser("al")
                .setState(state)
                .setDevices(List.of(new PresentDevice("phone", "s1", false, Instant.ofEpochMilli(AT))))
                .setVersion(1)
                .setUpdatedAt(Instant.ofEpochMilli(AT))
                .build();
    }
}
