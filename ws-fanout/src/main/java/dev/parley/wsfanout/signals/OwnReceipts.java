package dev.parley.wsfanout.signals;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.schemas.Receipt;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.signals.Delivery.Audience.MemberDevices;
import dev.parley.wsfanout.stream.ConversationKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts for the user's own devices, with what is unread after them. Of one conversation of a user at most one is counted at a time,
 * and then the latest that came meanwhile. Who has read to the head has nothing unread: the store is not asked. Where it cannot count,
 * they go without.
 */
final class OwnReceipts {
    /** Conversations of users whose count is awaited; more are shown without. */
    static final int MAX_COUNTING = 4_096;

    /** Conversations of users of which it is known what was counted last. */
    static final int MAX_KNOWN = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(OwnReceipts.class);

    private final UnreadCounts counts;
    private final StoreReads reads;
    private final ReadToHead readToHead;
    private final Delivery delivery;
    private final SignalMetrics metrics;
    /** Of the feed's thread: what came since the last flush. */
    private final Map<Of, Receipt> pending = new LinkedHashMap<>();
    /** Of the feed's thread. */
    private final Map<Of, ReadMarker> lastCounted = new LruMap<>(MAX_KNOWN);
    /** Those that could not be counted, until the feed's thread forgets what it thinks of them. */
    private final Queue<Of> uncounted = new ConcurrentLinkedQueue<>();
    /** The latest receipt of those that are counted or wait for it. */
    private final ConcurrentHashMap<Of, Receipt> counting = new ConcurrentHashMap<>();

    private record Of(ConversationKey key, String user) {
        static Of of(Receipt receipt) {
            return new Of(new ConversationKey(receipt.getTenant(), receipt.getConversation()), receipt.getUser());
        }
    }

    /** What counts depend on: where only the delivery moves, they stay as they are. */
    private record ReadMarker(long memberSince, long readUpTo, boolean isUnread) {
        static ReadMarker of(Receipt receipt) {
            return new ReadMarker(receipt.getMemberSince(), receipt.getReadUpTo(), receipt.getMarkedUnread());
        }
    }

    OwnReceipts(SignalParts parts, UnreadCounts counts) {
        this.counts = counts;
        this.reads = parts.reads();
        this.readToHead = parts.readToHead();
        this.delivery = parts.delivery();
        this.metrics = parts.metrics();
    }

    /** On the feed's thread. */
    void add(Receipt receipt) {
        pending.merge(Of.of(receipt), receipt, (known, added) -> {
            metrics.merged();
            return known.getVersion() <= added.getVersion() ? added : known;
        });
    }

    /** Sends what came, or has it counted. On the feed's thread. */
    void flush() {
        for (var of = uncounted.poll(); of != null; of = uncounted.poll()) {
            lastCounted.remove(of);
        }
        if (!pending.isEmpty()) {
            readToHead.among(List.copyOf(pending.values()), this::send);
            pending.clear();
        }
    }

    /** On the feed's thread. */
    private void send(ReadToHead.Found found) {
        found.all().forEach(receipt -> send(receipt, new Unread(0, 0, receipt.getReadUpTo())));
        found.some().forEach(receipt -> send(receipt, null));
    }

    /** @param unread null where it is not known */
    private void send(Receipt receipt, @Nullable Unread unread) {
        var of = Of.of(receipt);
        var marker = ReadMarker.of(receipt);
        var isCounted = marker.equals(lastCounted.put(of, marker));
        // Behind one that is counted, so that the later one comes later.
        if (counting.containsKey(of) || (unread == null && !isCounted)) {
            count(of, receipt);
        } else {
            send(of, receipt, isCounted ? null : unread);
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    private void count(Of of, Receipt receipt) {
        if (counting.size() >= MAX_COUNTING) {
            sendUncounted(of, receipt);
            return;
        }
        if (counting.put(of, receipt) == null) {
            reads.start(() -> countAll(of));
        } else {
            metrics.merged();
        }
    }

    /** Until no later receipt has come. */
    private void countAll(Of of) {
        for (var next = counting.get(of); next != null; next = counting.remove(of, next) ? null : counting.get(of)) {
            var receipt = next;
            unreadAfter(receipt).ifPresentOrElse(unread -> send(of, receipt, unread), () -> sendUncounted(of, receipt));
        }
    }

    private Optional<Unread> unreadAfter(Receipt receipt) {
        try {
            return Optional.of(counts.unreadAfter(
                    receipt.getTenant(), receipt.getUser(), receipt.getConversation(), receipt.getReadUpTo()));
        } catch (StoreUnavailableException _) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("tenant", receipt.getTenant())
                    .addKeyValue("conversation", receipt.getConversation())
                    .setCause(e)
                    .log("What is unread could not be counted.");
            return Optional.empty();
        }
    }

    private void sendUncounted(Of of, Receipt receipt) {
        metrics.uncounted();
        uncounted.add(of);
        send(of, receipt, null);
    }

    private void send(Of of, Receipt receipt, @Nullable Unread unread) {
        delivery.send(new MemberDevices(of.key(), of.user()), SignalFrames.ownReceipt(receipt, unread));
    }
}
