package dev.parley.wsfanout.stream;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.EventStore;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.serde.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what is missing before an event that came too early, in the store and in the ring, while the repeat of an
 * aborted transaction may bring it just as well. What cannot be found in time is said, never hidden.
 */
final class GapFiller implements LiveRouter.GapListener {
    private static final Logger LOG = LoggerFactory.getLogger(GapFiller.class);
    /** Longer than a transaction can hang, and than a taken-over partition takes to repeat it. */
    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    private static final int PAGE = 100;

    private final EventStore events;
    private final Ring ring;
    private final EventCodec codec;
    private final StreamScheduler scheduler;
    /** Owned by the tail's thread. */
    private final Set<Gap> gaps = new HashSet<>();

    private record Gap(Subscription subscription, ConversationKey key) {
        @Nullable
        Cursor cursor() {
            return subscription.cursors().find(key.conversation());
        }
    }

    /** An event of the store, ready to be sent. */
    private record Found(long seq, MembershipChange change, byte @Nullable [] frame) {}

    GapFiller(EventStore events, Ring ring, EventCodec codec, StreamScheduler scheduler) {
        this.events = events;
        this.ring = ring;
        this.codec = codec;
        this.scheduler = scheduler;
    }

    @Override
    public void onGap(Subscription subscription, ConversationKey key) {
        var gap = new Gap(subscription, key);
        var cursor = gap.cursor();
        if (cursor != null && gaps.add(gap)) {
            var since = scheduler.nanoTime();
            var missing = cursor.missing();
            scheduler.soon(() -> lookUp(gap, missing, since));
        }
    }

    private void lookUp(Gap gap, long missing, long since) {
        var subscriber = gap.subscription().subscriber();
        if (subscriber.awaitRoom()) {
            var page = page(gap.key(), missing - 1);
            scheduler.tailThread().execute(() -> fill(gap, page, since));
        } else {
            scheduler.tailThread().execute(() -> gaps.remove(gap));
        }
    }

    /** What the store has of it without another gap, as far as it can be read. */
    private List<Found> page(ConversationKey key, long after) {
        var page = new ArrayList<Found>();
        try {
            for (var stored : events.after(key.tenant(), key.conversation(), after, PAGE)) {
                if (stored.seq() == after + page.size() + 1) {
                    var event = codec.read(stored.bytes());
                    page.add(new Found(stored.seq(), codec.changeOf(event), codec.frameIfAny(event)));
                }
            }
        } catch (StoreUnavailableException | RegistryUnavailableException _) {
            // Asked again a moment later, until the time is up.
        } catch (UnreadableRecordException e) {
            LOG.atError()
                    .addKeyValue("tenant", key.tenant())
                    .addKeyValue("conversation", key.conversation())
                    .setCause(e)
                    .log("The store holds what is no event.");
        }
        return page;
    }

    /** On the tail's thread. */
    private void fill(Gap gap, List<Found> page, long since) {
        var cursor = gap.cursor();
        if (cursor == null || !gap.subscription().subscriber().isOpen()) {
            gaps.remove(gap);
            return;
        }
        var before = cursor.missing();
        page.forEach(found -> offer(gap, cursor, found));
        offerFromRing(gap, cursor);
        var missing = cursor.missing();
        if (!cursor.hasGap()) {
            gaps.remove(gap);
        } else if (missing > before) {
            scheduler.soon(() -> lookUp(gap, missing, since));
        } else if (scheduler.nanoTime() - since < GIVE_UP.toNanos()) {
            scheduler.later(() -> lookUp(gap, missing, since));
        } else {
            gaps.remove(gap);
            cursor.giveUpTo(cursor.highest());
            gap.subscription()
                    .subscriber()
                    .resync(gap.key().conversation(), ResyncReason.HISTORY_GONE, cursor.settled());
        }
    }

    private static void offer(Gap gap, Cursor cursor, Found found) {
        if (found.seq() == cursor.missing()) {
            send(gap, cursor, found);
        }
    }

    private void offerFromRing(Gap gap, Cursor cursor) {
        var next = ring.find(gap.key(), cursor.missing());
        for (var count = 0; next.isPresent() && cursor.isOpen() && count < PAGE; count++) {
            var logged = next.get();
            send(gap, cursor, new Found(logged.seq(), logged.change(), codec.frameIfAny(logged)));
            next = ring.find(gap.key(), cursor.missing());
        }
    }

    private static void send(Gap gap, Cursor cursor, Found found) {
        var subscriber = gap.subscription().subscriber();
        if (cursor.offer(found.seq(), found.change().on(subscriber.user())) == Cursor.Verdict.DELIVER) {
            subscriber.show(gap.key().conversation(), found.seq(), found.frame());
        }
    }
}
