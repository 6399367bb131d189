package dev.parley.wsfanout.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one client shows of itself: where it types, and how much of it the log may have. So a client costs a bounded number of records
 * however often it says so. Safe for many threads; times are those of {@link System#nanoTime}.
 */
final class EphemeralPace {
    /** How long typing is shown that is not renewed. */
    static final Duration LIFETIME = Duration.ofSeconds(5);

    /** A renewal that comes sooner changes nothing: what was said before it still counts. */
    static final Duration RENEWAL = Duration.ofSeconds(2);

    /** Conversations in which a client types at a time. */
    static final int MAX_CONVERSATIONS = 20;

    /** Changes between typing and not typing. */
    static final int CHANGES_PER_SECOND = 5;

    static final int MOST_CHANGES = 20;

    static final int TRANSIENTS_PER_SECOND = 10;
    static final int MOST_TRANSIENTS = 20;

    /** Typing that was said so shortly before a message may reach readers after it. */
    static final Duration OVERTAKING = Duration.ofSeconds(1);

    /** Between two frames that tell the client that it is throttled. */
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(1);

    private final TokenBucket changes;
    private final TokenBucket transients;
    private final Map<String, Slot> slots = new HashMap<>();
    private @Nullable Long warnedOfTyping;
    private @Nullable Long warnedOfTransients;

    /** What becomes of a frame. */
    enum Offer {
        /** It goes to the log. */
        TAKEN,
        /** It says what the log has. */
        MERGED,
        /** Not taken: there are too many. */
        THROTTLED
    }

    /** What was said last of a conversation, and when. */
    private record Slot(boolean isOn, long since) {
        boolean isOver(long now) {
            return now - since >= LIFETIME.toNanos();
        }

        boolean isTyping(long now) {
            return isOn && !isOver(now);
        }
    }

    EphemeralPace(long now) {
        changes = new TokenBucket(CHANGES_PER_SECOND, MOST_CHANGES, now);
        transients = new TokenBucket(TRANSIENTS_PER_SECOND, MOST_TRANSIENTS, now);
    }

    synchronized Offer typing(String conversation, boolean isOn, long now) {
        slots.values().removeIf(slot -> slot.isOver(now));
        var before = slots.get(conversation);
        if (before == null || before.isOn() != isOn) {
            if (!hasRoom(isOn, now) || !changes.take(now)) {
                return Offer.THROTTLED;
            }
        } else if (!isOn || now - before.since() < RENEWAL.toNanos()) {
            return Offer.MERGED;
        }
        slots.put(conversation, new Slot(isOn, now));
        return Offer.TAKEN;
    }

    /** Those who have stopped are so few as changes are. */
    private boolean hasRoom(boolean isOn, long now) {
        return !isOn
                || slots.values().stream().filter(slot -> slot.isTyping(now)).count() < MAX_CONVERSATIONS;
    }

    /** Whether the log may have one more transient. */
    synchronized Offer offerTransient(long now) {
        return transients.take(now) ? Offer.TAKEN : Offer.THROTTLED;
    }

    synchronized boolean isTyping(String conversation, long now) {
        var slot = slots.get(conversation);
        return slot != null && slot.isTyping(now);
    }

    /**
     * A message ends the typing before it, also where it is shown.
     *
     * @return whether that must be said, since typing may be shown after the message
     */
    synchronized boolean said(String conversation, long now) {
        if (!isTyping(conversation, now)) {
            return false;
        }
        var before = slots.put(conversation, new Slot(false, now));
        return before != null && now - before.since() < OVERTAKING.toNanos();
    }

    /** Nobody there is shown anything of this client. */
    synchronized void forget(String conversation) {
        slots.remove(conversation);
    }

    /** The client is gone: where it was typing. */
    synchronized List<String> end(long now) {
        var typing = new ArrayList<String>();
        slots.forEach((conversation, slot) -> {
            if (slot.isTyping(now)) {
                typing.add(conversation);
            }
        });
        slots.clear();
        return typing;
    }

    /** Whether the client is to be told now that frames of this feature were not taken. */
    synchronized boolean mayWarn(Feature feature, long now) {
        var last = feature == Feature.TYPING ? warnedOfTyping : warnedOfTransients;
        if (last != null && now - last < BETWEEN_WARNINGS.toNanos()) {
            return false;
        }
        if (feature == Feature.TYPING) {
            warnedOfTyping = now;
        } else {
            warnedOfTransients = now;
        }
        return true;
    }

    /** When to try again. */
    synchronized Duration retryAfter(Feature feature, long now) {
        var wait = (feature == Feature.TYPING ? changes : transients).untilNext(now);
        // Otherwise one of the conversations in which it types must end first.
        return wait.isZero() ? RENEWAL : wait;
    }

    /** What a client shows. */
    enum Feature {
        TYPING("typing"),
        TRANSIENT("transient");

        private final String label;

        Feature(String label) {
            this.label = label;
        }

        /** As in frames and metrics. */
        String label() {
            return label;
        }
    }
}
