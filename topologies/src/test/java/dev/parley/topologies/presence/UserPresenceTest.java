package dev.parley.topologies.presence;

import static dev.parley.topologies.presence.LeaseSamples.chosen;
import static dev.parley.topologies.presence.LeaseSamples.closed;
import static dev.parley.topologies.presence.LeaseSamples.opened;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.PresentDevice;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.presence.UserPresence.Place;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPresenceTest {
    private static final long NOW = 1_700_000_000_000L;

    private UserPresence user = UserPresence.NONE;
    private long offset;

    /** The choice, the devices (i for idle, a for active), and what others see. */
    @ParameterizedTest
    @CsvSource({
        "ONLINE, '', OFFLINE",
        "AWAY, '', OFFLINE",
        "BUSY, '', OFFLINE",
        "INVISIBLE, '', OFFLINE",
        "ONLINE, a, ONLINE",
        "ONLINE, i, AWAY",
        "ONLINE, ii, AWAY",
        "ONLINE, ia, ONLINE",
        "AWAY, a, AWAY",
        "AWAY, ii, AWAY",
        "BUSY, a, BUSY",
        "BUSY, ii, BUSY",
        "INVISIBLE, a, OFFLINE",
        "INVISIBLE, ia, OFFLINE",
    })
    void isShownByChoiceAndDevices(PresenceChoice choice, String devices, PresenceState state) {
        user = user.chosen(chosen(choice, "lunch", 0), next());
        for (var device = 0; device < devices.length(); device++) {
            open("n1", "l" + device, devices.charAt(device) == 'i', NOW);
        }
        assertEquals(state, shown().getState());
        assertEquals(choice, shown().getChoice());
        assertEquals("lunch", shown().getText());
        assertEquals(devices.length(), shown().getDevices().size());
    }

    /** What is chosen with an end so many milliseconds later, and what is left of it. */
    @ParameterizedTest
    @CsvSource({"BUSY, -1, ONLINE", "BUSY, 0, ONLINE", "BUSY, 1, BUSY", "INVISIBLE, -5000, ONLINE"})
    void takesNoChoiceWhoseEndHasCome(PresenceChoice choice, long later, PresenceChoice left) {
        user = user.chosen(chosen(choice, "lunch", NOW + later), next());
        assertEquals(left, user.choice());
        assertEquals(left == choice ? "lunch" : null, user.state().getText());
    }

    @Test
    void losesAChoiceByItsOwnEndOnly() {
        user = user.chosen(chosen(PresenceChoice.BUSY, "lunch", NOW + 10), next());
        assertSame(user, user.expired(NOW + 9));
        user = user.expired(NOW + 10);
        assertEquals(PresenceChoice.ONLINE, user.choice());
        assertNull(user.state().getText());
        assertEquals(0, user.state().getUntil());
    }

    @Test
    void tellsLeasesOfTheSameNameApartByTheirNodes() {
        open("n1", "l", false, NOW);
        open("n2", "l", true, NOW);
        user = user.closed(closed("n1", "l", NOW), next());
        assertEquals(PresenceState.AWAY, shown().getState());
        user = user.closed(closed("n2", "l", NOW), next());
        assertEquals(PresenceState.OFFLINE, shown().getState());
    }

    @Test
    void takesNoHarmFromTheEndOfALeaseItDoesNotHave() {
        assertSame(UserPresence.NONE, user.closed(closed("n1", "l", NOW), next()));
        open("n1", "l", false, NOW);
        assertSame(user, user.closed(closed("n2", "l", NOW + 5), next()));
        assertSame(user, user.closed(closed("n1", "other", NOW + 5), next()));
    }

    @Test
    void keepsTheFirstOpeningOfALeaseThatIsOpenedAgain() {
        open("n1", "l", false, NOW);
        user = user.opened(opened("n1", "l", true, NOW + 5), new Place(++offset, NOW + 500));
        assertEquals(
                List.of(new PresentDevice("device of l", "session of l", true, Instant.ofEpochMilli(NOW))),
                shown().getDevices());
        assertEquals(offset, user.state().getLeases().getFirst().getOffset());
    }

    @Test
    void endsTheOldestOfTooManyLeases() {
        for (var lease = 0; lease <= UserPresence.MAX_LEASES; lease++) {
            open("n1", "l" + lease, false, NOW);
        }
        assertEquals(UserPresence.MAX_LEASES, user.state().getLeases().size());
        assertEquals("l1", user.state().getLeases().getFirst().getLease());
        user = user.closed(closed("n1", "l0", NOW), next());
        assertEquals(UserPresence.MAX_LEASES, user.state().getLeases().size());
    }

    @Test
    void showsADeviceOnceThatCameBackOnAnotherNode() {
        open("n1", "l", true, NOW);
        open("n2", "l", false, NOW);
        assertEquals(1, shown().getDevices().size());
        assertEquals(false, shown().getDevices().getFirst().getIdle());
    }

    /** When the device was touched, in milliseconds after the record's time and the last touch, and what is known of it. */
    @ParameterizedTest
    @CsvSource({"ONLINE, 0, 0", "ONLINE, -5, -5", "ONLINE, 60000, 0", "ONLINE, -90000, -1000", "INVISIBLE, 0, -1000"})
    void knowsWhenADeviceWasLastTouched(PresenceChoice choice, long touched, long known) {
        open("n1", "l", false, NOW - 1_000);
        user = user.chosen(chosen(choice, null, 0), next());
        open("n1", "l", false, NOW + touched);
        assertEquals(Instant.ofEpochMilli(NOW + known), shown().getLastActiveAt());
        user = user.closed(closed("n1", "l", NOW + touched), next());
        assertEquals(Instant.ofEpochMilli(NOW + known), shown().getLastActiveAt());
    }

    private void open(String node, String lease, boolean idle, long activeAt) {
        user = user.opened(opened(node, lease, idle, activeAt), next());
    }

    private Place next() {
        return new Place(++offset, NOW);
    }

    private Presence shown() {
        return ShownPresence.of(Keys.of("acme", "al"), user, new LeaseClock(new InMemoryKeyValues()));
    }
}
