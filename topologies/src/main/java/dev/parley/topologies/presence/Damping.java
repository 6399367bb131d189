package dev.parley.topologies.presence;

import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceState;
import java.time.Duration;

/**
 * When a change is written, by the wall clock. Coming online and a choice: at once. Going offline: once it has lasted five seconds. What
 * else devices do: at most each five seconds. Writes that follow each other closely come ever later: after two seconds, four, eight,
 * ten; but nobody who is there waits longer than two to be shown.
 */
final class Damping {
    static final long OFFLINE_MS = Duration.ofSeconds(5).toMillis();
    static final long DEVICES_MS = Duration.ofSeconds(5).toMillis();
    static final long URGENT_MS = Duration.ofSeconds(2).toMillis();
    /** What is written later than that after the last time follows it no longer. */
    static final long CALM_MS = Duration.ofSeconds(30).toMillis();

    private static final long[] SPACING_MS = {0, 2_000, 4_000, 8_000, 10_000};

    private Damping() {}

    /**
     * When a change may be written.
     *
     * @param written what was written last, which says something else
     * @param at when it was written, in milliseconds
     * @param streak how many writes before it followed each other closely
     * @param offlineSince since when no device is connected; of no account where one is
     */
    static long dueAt(Presence written, long at, int streak, Presence shown, long offlineSince) {
        var spaced = at + SPACING_MS[Math.min(streak, SPACING_MS.length - 1)];
        if (!ShownPresence.isSameChoice(written, shown)) {
            return Math.min(spaced, at + URGENT_MS);
        }
        var wasOffline = written.getState() == PresenceState.OFFLINE;
        var isOffline = shown.getState() == PresenceState.OFFLINE;
        if (wasOffline && !isOffline) {
            return Math.min(spaced, at + URGENT_MS);
        }
        return isOffline && !wasOffline
                ? Math.max(spaced, offlineSince + OFFLINE_MS)
                : Math.max(spaced, at + DEVICES_MS);
    }

    /** The streak of what is written now. */
    static int streak(int before, long at, long now) {
        return now - at < CALM_MS ? Math.min(before + 1, SPACING_MS.length - 1) : 0;
    }
}
