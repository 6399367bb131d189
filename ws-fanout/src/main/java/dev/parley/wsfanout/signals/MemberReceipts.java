package dev.parley.wsfanout.signals;

import dev.parley.schemas.Receipt;
import dev.parley.wsfanout.stream.ConversationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Receipts that the other members of their conversations are to be shown, until it is time: the latest of each user, as many as a
 * frame shows. Not safe for many threads; times are those of {@link System#nanoTime}.
 */
final class MemberReceipts {
    private final Map<ConversationKey, Slot> slots = new HashMap<>();
    private final PriorityQueue<Slot> byTime =
            new PriorityQueue<>((one, other) -> Long.signum(one.due() - other.due()));

    /** Receipts that one frame shows, the latest last. */
    record Batch(ConversationKey key, List<Receipt> receipts, Duration interval) {}

    /** What was added, and what went for it. */
    record Added(boolean isMerged, int dropped) {}

    private static final class Slot {
        private final ConversationKey key;
        private final long since;
        private final LinkedHashMap<String, Receipt> byUser = new LinkedHashMap<>();
        private Pacing pacing;

        Slot(ConversationKey key, Pacing pacing, long since) {
            this.key = key;
            this.pacing = pacing;
            this.since = since;
        }

        long due() {
            return since + pacing.interval().toNanos();
        }

        Added add(Receipt receipt) {
            var isMerged = !byUser.isEmpty();
            var known = byUser.remove(receipt.getUser());
            // A record may come again behind a newer one.
            var isNewer = known == null || known.getVersion() <= receipt.getVersion();
            byUser.put(receipt.getUser(), isNewer ? receipt : known);
            return new Added(isMerged, trim());
        }

        int trim() {
            var dropped = 0;
            for (; byUser.size() > pacing.maxUsers(); dropped++) {
                byUser.pollFirstEntry();
            }
            return dropped;
        }
    }

    Added add(ConversationKey key, Receipt receipt, Pacing pacing, long now) {
        var slot = slots.computeIfAbsent(key, _ -> {
            var begun = new Slot(key, pacing, now);
            byTime.add(begun);
            return begun;
        });
        return slot.add(receipt);
    }

    /** The size of a group is known now; how many receipts went for it. */
    int pace(ConversationKey key, Pacing pacing) {
        var slot = slots.get(key);
        if (slot == null || slot.pacing.equals(pacing)) {
            return 0;
        }
        byTime.remove(slot);
        slot.pacing = pacing;
        byTime.add(slot);
        return slot.trim();
    }

    /** Takes what is to be shown by now. */
    List<Batch> due(long now) {
        var batches = new ArrayList<Batch>();
        for (var slot = byTime.peek(); slot != null && slot.due() - now <= 0; slot = byTime.peek()) {
            byTime.remove();
            slots.remove(slot.key);
            batches.add(new Batch(slot.key, List.copyOf(slot.byUser.values()), slot.pacing.interval()));
        }
        return batches;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }
}
