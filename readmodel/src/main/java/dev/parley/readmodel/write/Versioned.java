package dev.parley.readmodel.write;

import org.jspecify.annotations.Nullable;

/**
 * A value and its guard.
 *
 * @param seq seq of the event that set the value; 0 = no known event did
 */
public record Versioned<T>(@Nullable T value, long seq) {
    /** Nothing is known of the value. */
    static <T> Versioned<T> unknown() {
        return new Versioned<>(null, 0);
    }

    /** The one with the higher seq. */
    Versioned<T> newer(Versioned<T> other) {
        return other.seq > seq ? other : this;
    }
}
