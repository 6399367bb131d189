package dev.parley.wsfanout.signals;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.schemas.Receipt;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.signals.Delivery.Audience.MemberDevices;
import dev.parley.wsfanout.stream.ConversationKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts for the user's own devices, with what is unread after them. Of one conversation of a user at most one is counted at a time,
 * and then the latest that came meanwhile. Who has read to the head has nothing unread: the store is not asked. Who reads on and on will
 * most likely have read to the head in a moment: its count waits for that. Where the store cannot count, receipts go without.
 */
final class OwnReceipts {
    /** Conversations of users whose count is awaited; more are shown without. */
    static final int MAX_COUNTING = 4_096;

    /** Conversations of users of which it is known what was counted last. */
    static final int MAX_KNOWN = 10_000;

    /** Who read so recently reads on. */
    static final Duration READS_ON = Duration.ofSeconds(2);

    /** How long a count waits for a later receipt: all devices of a user agree within a second. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(OwnReceipts.class);

    private final UnreadCounts counts;
    private final StoreReads reads;
    private final ReadToHead readToHead;
    private final Delivery delivery;
    private final LongSupplier nanoTime;
    private final SignalMetrics metrics;
    /** Of the feed's thread: what came since the last flush. */
    private final Map<Of, Receipt> pending = new LinkedHashMap<>();
    /** Of the feed's thread. */
    private final Map<Of, Known> known = new LruMap<>(MAX_KNOWN);
    /** Of the feed's thread: what waits to be counted, by when it began to. */
    private final Map<Of, Waiting> waiting = new LinkedHashMap<>();
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

    /** What was counted last, and when. */
    private record Known(ReadMarker marker, long nanos) {}

    private record Waiting(Receipt receipt, long sinceNanos) {}

    OwnReceipts(SignalParts parts, UnreadCounts counts) {
        this.counts = counts;
        this.reads = parts.reads();
        this.readToHead = parts.readToHead();
        this.delivery = parts.delivery();
        this.nanoTime = parts.nanoTime();
        this.metrics = parts.metrics();
    }

    /** On the feed's thread. */
    void add(Receipt receipt) {
        pending.merge(Of.of(receipt), receipt, (earlier, added) -> {
            metrics.merged();
            return earlier.getVersion() <= added.getVersion() ? added : earlier;
        });
    }

    /** Sends what came, or has it counted. On the feed's thread. */
    void flush() {
        for (var of = uncounted.poll(); of != null; of = uncounted.poll()) {
            known.remove(of);
        }
        countTheDue();
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
        var now = nanoTime.getAsLong();
        var last = known.put(of, new Known(marker, now));
        var isCounted = last != null && marker.equals(last.marker()) && !waiting.containsKey(of);
        var earlier = waiting.remove(of);
        if (unread == null && !isCounted && readsOn(last, marker, now) && waiting.size() < MAX_COUNTING) {
            waiting.put(of, new Waiting(receipt, earlier == null ? now : earlier.sinceNanos()));
        } else if (counting.containsKey(of) || (unread == null && !isCounted)) {
            // Behind one that is counted, so that the later one comes later.
            count(of, receipt);
        } else {
            send(of, receipt, isCounted ? null : unread);
        }
    }

    private static boolean readsOn(@Nullable Known last, ReadMarker marker, long now) {
        return last != null && !marker.isUnread() && now - last.nanos() < READS_ON.toNanos();
    }

    private void countTheDue() {
        var now = nanoTime.getAsLong();
        for (var each = waiting.entrySet().iterator(); each.hasNext(); ) {
            var next = each.next();
            if (now - next.getValue().sinceNanos() < PATIENCE.toNanos()) {
                continue;
            }
            each.remove();
            count(next.getKey(), next.getValue().receipt());
        }
    }

    boolean isEmpty() {
        return pending.isEmpty() && waiting.isEmpty();
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
