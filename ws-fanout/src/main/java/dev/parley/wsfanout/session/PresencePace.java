package dev.parley.wsfanout.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** How often one client may say who it is and ask who is there, and what it has on the screen. Times are those of {@link System#nanoTime}. */
final class PresencePace {
    /** Direct conversations that may be open at the same time. */
    static final int MAX_OPEN = 50;

    private static final int BURST = 5;
    private static final int SCREENS_A_SECOND = 5;
    private static final int SCREENS_BURST = 20;
    private static final long BETWEEN_WARNINGS = Duration.ofSeconds(1).toNanos();

    private final TokenBucket sets;
    private final TokenBucket watches;
    private final TokenBucket screens;
    private final Set<String> open = new HashSet<>(2);
    private long warnedAt;

    /** What is paced by itself. */
    enum Feature {
        SET("presence.set"),
        WATCH("presence.watch"),
        SCREEN("conversation.open");

        private final String label;

        Feature(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    PresencePace(long now) {
        sets = new TokenBucket(1, BURST, now);
        watches = new TokenBucket(1, BURST, now);
        screens = new TokenBucket(SCREENS_A_SECOND, SCREENS_BURST, now);
        warnedAt = now - BETWEEN_WARNINGS;
    }

    /** False where the client must wait. */
    synchronized boolean take(Feature feature, long now) {
        return bucketOf(feature).take(now);
    }

    synchronized Duration retryAfter(Feature feature, long now) {
        return bucketOf(feature).untilNext(now);
    }

    /** Whether a client that wants no answers may be told of it: once a second. */
    synchronized boolean mayWarn(long now) {
        if (now - warnedAt < BETWEEN_WARNINGS) {
            return false;
        }
        warnedAt = now;
        return true;
    }

    /** False where too many are. */
    synchronized boolean open(String conversation) {
        return open.contains(conversation) || (open.size() < MAX_OPEN && open.add(conversation));
    }

    /** Whether it was open. */
    synchronized boolean close(String conversation) {
        return open.remove(conversation);
    }

    private TokenBucket bucketOf(Feature feature) {
        return switch (feature) {
            case SET -> sets;
            case WATCH -> watches;
            case SCREEN -> screens;
        };
    }
}
