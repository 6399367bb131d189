package dev.parley.topologies.presence;

import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.PresentDevice;
import dev.parley.topologies.state.HeldLease;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a user is told. */
final class ShownPresence {
    private static final Comparator<PresentDevice> ORDER = Comparator.comparing(PresentDevice::getSince)
            .thenComparing(PresentDevice::getDevice)
            .thenComparing(PresentDevice::getSession);

    private ShownPresence() {}

    /**
     * A user as it is.
     *
     * @param key of the record
     * @param clock says how far the partition was taken: the version
     */
    static Presence of(byte[] key, UserPresence user, LeaseClock clock) {
        var name = new String(key, StandardCharsets.UTF_8);
        var slash = name.indexOf('/');
        var state = user.state();
        return new Presence(
                name.substring(0, slash),
                name.substring(slash + 1),
                stateOf(user),
                user.choice(),
                state.getText(),
                instant(state.getUntil()),
                instant(state.getLastActiveAt()),
                devices(state.getLeases()),
                clock.offset() + 1,
                Instant.ofEpochMilli(clock.at()));
    }

    private static PresenceState stateOf(UserPresence user) {
        if (!user.isConnected()) {
            return PresenceState.OFFLINE;
        }
        return switch (user.choice()) {
            case INVISIBLE -> PresenceState.OFFLINE;
            case AWAY -> PresenceState.AWAY;
            case BUSY -> PresenceState.BUSY;
            case ONLINE ->
                user.state().getLeases().stream().allMatch(HeldLease::getIdle)
                        ? PresenceState.AWAY
                        : PresenceState.ONLINE;
        };
    }

    /** A device that comes back before its former socket is known to be gone is there once. */
    private static List<PresentDevice> devices(List<HeldLease> leases) {
        var devices = new LinkedHashMap<List<String>, PresentDevice>();
        for (var lease : leases) {
            var device = new PresentDevice(
                    lease.getDevice(), lease.getSession(), lease.getIdle(), Instant.ofEpochMilli(lease.getSince()));
            devices.merge(List.of(device.getDevice(), device.getSession()), device, ShownPresence::both);
        }
        return devices.values().stream().sorted(ORDER).toList();
    }

    private static PresentDevice both(PresentDevice one, PresentDevice other) {
        var since = one.getSince().isBefore(other.getSince()) ? one.getSince() : other.getSince();
        return new PresentDevice(one.getDevice(), one.getSession(), one.getIdle() && other.getIdle(), since);
    }

    /** Whether two records say the same, whenever they were written. */
    static boolean isSame(Presence one, Presence other) {
        return one.getState() == other.getState()
                && isSameChoice(one, other)
                && Objects.equals(one.getLastActiveAt(), other.getLastActiveAt())
                && one.getDevices().equals(other.getDevices());
    }

    static boolean isSameChoice(Presence one, Presence other) {
        return one.getChoice() == other.getChoice()
                && Objects.equals(one.getText(), other.getText())
                && Objects.equals(one.getUntil(), other.getUntil());
    }

    private static @Nullable Instant instant(long milliseconds) {
        return milliseconds == 0 ? null : Instant.ofEpochMilli(milliseconds);
    }
}
