package dev.parley.topologies.fold;

import java.time.Duration;

/**
 * How soon a change is written.
 *
 * @param delay after it, in milliseconds
 * @param spacing after the key was last written, in milliseconds
 */
public record Pace(long delay, long spacing) {
    public static Pace of(Duration delay, Duration spacing) {
        return new Pace(delay.toMillis(), spacing.toMillis());
    }
}
