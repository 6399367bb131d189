package dev.parley.wsfanout.session;

import dev.parley.edge.command.ReceiptRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one client says of how far it is, until it goes to the log: of each conversation at once, and then again after an interval
 * with all that came meanwhile. So a client costs a bounded number of records however it reports, and the last report always goes.
 * Holds nothing while it is empty. Safe for many threads; times are those of {@link System#nanoTime}.
 */
final class ReceiptPace {
    /** Between two of one conversation. */
    static final Duration INTERVAL = Duration.ofMillis(150);

    /** Conversations that may wait or were reported a moment ago, and reports that may wait for an answer. */
    static final int MAX_WAITING = 1_000;

    private @Nullable Map<String, Slot> slots;
    private int waiting;

    /** What became of a report. */
    enum Offer {
        /** It waits. */
        TAKEN,
        /** It waits together with one before it. */
        MERGED,
        /** Not taken: too many wait. */
        FULL
    }

    /** A conversation: when something of it went last, and what waits. */
    private static final class Slot {
        private long goneAt;
        private @Nullable PendingReceipt pending;

        Slot(long goneAt) {
            this.goneAt = goneAt;
        }

        boolean isDue(long now) {
            return now - goneAt >= INTERVAL.toNanos();
        }
    }

    /** @param ref what the answer must carry; null where the client wants none */
    synchronized Offer offer(ReceiptRequest request, @Nullable String ref, long now) {
        slots = slots == null ? new HashMap<>() : slots;
        var conversation = request.conversation().value();
        var slot = slots.get(conversation);
        if (waiting >= MAX_WAITING || (slot == null && slots.size() >= MAX_WAITING)) {
            return Offer.FULL;
        }
        if (slot == null) {
            slot = new Slot(now - INTERVAL.toNanos());
            slots.put(conversation, slot);
        }
        waiting++;
        if (slot.pending == null) {
            slot.pending = new PendingReceipt(request, ref);
            return Offer.TAKEN;
        }
        slot.pending.add(request, ref);
        return Offer.MERGED;
    }

    /** Takes what may go now. */
    synchronized List<PendingReceipt> due(long now) {
        return take(now, slot -> slot.isDue(now));
    }

    /** Takes everything: the session ends. */
    synchronized List<PendingReceipt> rest(long now) {
        return take(now, _ -> true);
    }

    /** Whether there is nothing to come back for. */
    synchronized boolean isEmpty() {
        return slots == null;
    }

    private List<PendingReceipt> take(long now, Predicate<Slot> mayGo) {
        if (slots == null) {
            return List.of();
        }
        var taken = new ArrayList<PendingReceipt>();
        slots.values().removeIf(slot -> {
            if (!mayGo.test(slot)) {
                return false;
            }
            var pending = slot.pending;
            if (pending == null) {
                return true;
            }
            taken.add(pending);
            waiting -= pending.count();
            slot.pending = null;
            slot.goneAt = now;
            return false;
        });
        slots = slots.isEmpty() ? null : slots;
        return taken;
    }
}
