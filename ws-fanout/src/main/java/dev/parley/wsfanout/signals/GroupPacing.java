package dev.parley.wsfanout.signals;

import dev.parley.edge.api.ConversationId;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.wsfanout.stream.ConversationKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pacing of each conversation, by its size, which the store says: once a minute for groups that are read in, never on the thread
 * that asks. For the feed's thread only.
 */
final class GroupPacing {
    /** How long a size is believed. */
    static final Duration TTL = Duration.ofMinutes(1);

    static final int MAX_GROUPS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(GroupPacing.class);

    private final GroupSizes sizes;
    private final StoreReads reads;
    private final Executor feedThread;
    private final LongSupplier nanoTime;
    private final BiConsumer<ConversationKey, Pacing> onFound;
    private final Map<ConversationKey, Known> known = new LruMap<>(MAX_GROUPS);

    private record Known(Pacing pacing, long askedAt) {}

    /** @param onFound hears of a pacing that was found, on the feed's thread */
    GroupPacing(
            GroupSizes sizes,
            StoreReads reads,
            Executor feedThread,
            LongSupplier nanoTime,
            BiConsumer<ConversationKey, Pacing> onFound) {
        this.sizes = sizes;
        this.reads = reads;
        this.feedThread = feedThread;
        this.nanoTime = nanoTime;
        this.onFound = onFound;
    }

    /** As far as it is known now. */
    Pacing of(ConversationKey key) {
        if (key.isDirect()) {
            return Pacing.of(2);
        }
        var now = nanoTime.getAsLong();
        var before = known.get(key);
        if (before != null && now - before.askedAt() < TTL.toNanos()) {
            return before.pacing();
        }
        var pacing = before == null ? Pacing.UNKNOWN : before.pacing();
        known.put(key, new Known(pacing, now));
        reads.start(() -> find(key));
        return pacing;
    }

    private void find(ConversationKey key) {
        try {
            var group = ConversationId.parse(key.conversation());
            if (group.isPresent() && group.get() instanceof ConversationId.Group id) {
                var pacing = Pacing.of(sizes.of(key.tenant(), id));
                feedThread.execute(() -> found(key, pacing));
            }
        } catch (StoreUnavailableException e) {
            // What is known goes on; it is asked for again when its time is over.
            LOG.debug("event=group-size-unknown tenant={} conversation={}", key.tenant(), key.conversation());
        }
    }

    private void found(ConversationKey key, Pacing pacing) {
        known.computeIfPresent(key, (_, before) -> new Known(pacing, before.askedAt()));
        onFound.accept(key, pacing);
    }
}
