package dev.parley.wsfanout.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * Reports to a resuming client up to where each conversation is sent. With many conversations most reports are sent before
 * the session joins the live stream, as fast as the client reads: all at once would overflow its outbox.
 */
final class CaughtUp {
    /** Reports that the tail's thread may send at once. */
    private static final int AT_ONCE = 1_000;

    private final Subscription subscription;
    private final ResumePoint point;
    private final Map<String, Long> reported = new HashMap<>();

    CaughtUp(Subscription subscription, ResumePoint point) {
        this.subscription = subscription;
        this.point = point;
    }

    /** Everything known so far was sent. Blocks while the client does not read; false when the session ended. */
    boolean reportAhead() {
        var conversations = subscription.cursors().conversations();
        if (!point.isPresent() || conversations.size() <= AT_ONCE) {
            return true;
        }
        for (var conversation : conversations) {
            report(conversation);
            if (!subscription.subscriber().awaitRoom()) {
                return false;
            }
        }
        return true;
    }

    /** The session is live: reports what was not reported yet, or has moved since. Does not block. */
    void reportRest() {
        if (point.isPresent()) {
            subscription.cursors().conversations().forEach(this::report);
        }
    }

    private void report(String conversation) {
        var cursor = subscription.cursors().find(conversation);
        if (cursor == null || (!cursor.isOpen() && !point.positions().containsKey(conversation))) {
            return;
        }
        var settled = cursor.settled();
        if (!Long.valueOf(settled).equals(reported.put(conversation, settled))) {
            subscription.subscriber().caughtUp(conversation, settled);
        }
    }
}
