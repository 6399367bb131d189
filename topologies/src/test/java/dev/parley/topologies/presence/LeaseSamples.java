package dev.parley.topologies.presence;

import dev.parley.schemas.LeaseClosed;
import dev.parley.schemas.LeaseOpened;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.SetPresence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bodies of leases; times in milliseconds. */
public final class LeaseSamples {
    private LeaseSamples() {}

    /** The device and its session are named for the lease. */
    public static LeaseOpened opened(String node, String lease, boolean idle, long activeAt) {
        return new LeaseOpened(
                lease, node, "device of " + lease, "session of " + lease, idle, Instant.ofEpochMilli(activeAt));
    }

    /** The session is named for the device. */
    public static LeaseOpened opened(String node, String lease, String device, boolean idle, long activeAt) {
        return new LeaseOpened(lease, node, device, "session of " + device, idle, Instant.ofEpochMilli(activeAt));
    }

    public static LeaseClosed closed(String node, String lease, long activeAt) {
        return new LeaseClosed(lease, node, Instant.ofEpochMilli(activeAt));
    }

    /** @param until 0 = none */
    public static SetPresence chosen(PresenceChoice choice, @Nullable String text, long until) {
        return new SetPresence(choice, text, until == 0 ? null : Instant.ofEpochMilli(until));
    }
}
