package dev.parley.wsfanout.signals;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.schemas.Receipt;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.signals.Delivery.Audience.MemberDevices;
import dev.parley.wsfanout.stream.ConversationKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts for the user's own devices, with what is unread after them. Of one conversation of a user at most one is counted at a time,
 * and then the latest that came meanwhile. Where the store cannot count, they go without.
 */
final class OwnReceipts {
    /** Conversations of users whose count is awaited; more are shown without. */
    static final int MAX_COUNTING = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(OwnReceipts.class);

    private final UnreadCounts counts;
    private final StoreReads reads;
    private final Delivery delivery;
    private final SignalMetrics metrics;
    /** Of the feed's thread: what came since the last flush. */
    private final Map<Of, Pending> pending = new LinkedHashMap<>();
    /** The latest receipt of those that are counted or wait for it. */
    private final ConcurrentHashMap<Of, Receipt> counting = new ConcurrentHashMap<>();

    private record Of(ConversationKey key, String user) {
        static Of of(Receipt receipt) {
            return new Of(new ConversationKey(receipt.getTenant(), receipt.getConversation()), receipt.getUser());
        }
    }

    private record Pending(Receipt receipt, boolean isCountNeeded) {}

    OwnReceipts(UnreadCounts counts, StoreReads reads, Delivery delivery, SignalMetrics metrics) {
        this.counts = counts;
        this.reads = reads;
        this.delivery = delivery;
        this.metrics = metrics;
    }

    /** On the feed's thread. */
    void add(Receipt receipt) {
        pending.merge(Of.of(receipt), new Pending(receipt, mayChangeCounts(receipt)), (known, added) -> {
            metrics.merged();
            var isNewer = known.receipt().getVersion() <= added.receipt().getVersion();
            return new Pending(
                    isNewer ? added.receipt() : known.receipt(), known.isCountNeeded() || added.isCountNeeded());
        });
    }

    /** Sends what came, or has it counted. On the feed's thread. */
    void flush() {
        pending.forEach((of, each) -> {
            if (each.isCountNeeded()) {
                count(of, each.receipt());
            } else {
                send(of, each.receipt(), null);
            }
        });
        pending.clear();
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Nothing more is read where only the delivery has moved. */
    private static boolean mayChangeCounts(Receipt receipt) {
        var at = receipt.getUpdatedAt();
        return !at.equals(receipt.getDeliveredAt()) || at.equals(receipt.getReadAt());
    }

    private void count(Of of, Receipt receipt) {
        if (counting.size() >= MAX_COUNTING) {
            metrics.uncounted();
            send(of, receipt, null);
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
            send(of, next, unreadAfter(next).orElse(null));
        }
    }

    private Optional<Unread> unreadAfter(Receipt receipt) {
        try {
            return Optional.of(counts.unreadAfter(
                    receipt.getTenant(), receipt.getUser(), receipt.getConversation(), receipt.getReadUpTo()));
        } catch (StoreUnavailableException _) {
            metrics.uncounted();
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("tenant", receipt.getTenant())
                    .addKeyValue("conversation", receipt.getConversation())
                    .setCause(e)
                    .log("What is unread could not be counted.");
            metrics.uncounted();
            return Optional.empty();
        }
    }

    private void send(Of of, Receipt receipt, @Nullable Unread unread) {
        delivery.send(new MemberDevices(of.key(), of.user()), SignalFrames.ownReceipt(receipt, unread));
    }
}
