package dev.parley.client;

import dev.parley.client.socket.Closed;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a client comes back: at the time that the server named, which is another one for each client, else after a back-off with jitter
 * that grows from loss to loss. Without a clock; not safe for many threads.
 */
final class Reconnect {
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** A server that names a later time is not believed. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final DoubleSupplier random;
    private Duration delay = FIRST_DELAY;
    /** When to be back, after {@code going-away}. */
    private @Nullable Long dueNanos;

    /** @param random from 0 to 1 */
    Reconnect(DoubleSupplier random) {
        this.random = random;
    }

    /** A session began. */
    void welcomed() {
        delay = FIRST_DELAY;
        dueNanos = null;
    }

    /** The node said that it stops, and when to be back. */
    void goingAway(Duration reconnectAfter, long nowNanos) {
        dueNanos = nowNanos + capped(reconnectAfter).toNanos();
    }

    /** How long to wait from now on, after this loss. */
    Duration after(Closed why, long nowNanos) {
        var due = dueNanos;
        dueNanos = null;
        if (due != null) {
            return Duration.ofNanos(Math.max(0, due - nowNanos));
        }
        var jittered = Duration.ofNanos((long) (delay.toNanos() * (0.5 + random.getAsDouble())));
        var doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
        var asked = capped(why.retryAfter());
        // The header has whole seconds only.
        return asked.isZero() ? jittered : asked.plus(Duration.ofMillis((long) (random.getAsDouble() * 1_000)));
    }

    private static Duration capped(Duration asked) {
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }
}
