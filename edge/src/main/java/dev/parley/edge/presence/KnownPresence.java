package dev.parley.edge.presence;

import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the edge knows of a user.
 *
 * @param state what others are shown
 * @param choice what the user wants to be shown as
 * @param text what the user says of it; null where nothing
 * @param until when choice and text end; null = when they are changed
 * @param lastActiveAt when a device was last touched, as far as it is shown
 * @param devices how many are connected
 */
public record KnownPresence(
        PresenceState state,
        PresenceChoice choice,
        @Nullable String text,
        @Nullable Instant until,
        @Nullable Instant lastActiveAt,
        Devices devices) {
    /** A user who was never there, and one who does not exist. */
    public static final KnownPresence NEVER =
            new KnownPresence(PresenceState.OFFLINE, PresenceChoice.ONLINE, null, null, null, Devices.NONE);

    /** What the user's devices do. */
    public enum Devices {
        NONE,
        /** All that are connected. */
        IDLE,
        /** One at least. */
        ACTIVE
    }

    /** As it becomes with another choice, by the rules of the topology. */
    KnownPresence with(PresenceChoice chosen, @Nullable String newText, @Nullable Instant newUntil) {
        var next = switch (devices) {
            case NONE -> PresenceState.OFFLINE;
            case IDLE -> stateOf(chosen, PresenceState.AWAY);
            case ACTIVE -> stateOf(chosen, PresenceState.ONLINE);
        };
        return new KnownPresence(next, chosen, newText, newUntil, lastActiveAt, devices);
    }

    private static PresenceState stateOf(PresenceChoice choice, PresenceState automatic) {
        return switch (choice) {
            case ONLINE -> automatic;
            case AWAY -> PresenceState.AWAY;
            case BUSY -> PresenceState.BUSY;
            case INVISIBLE -> PresenceState.OFFLINE;
        };
    }
}
