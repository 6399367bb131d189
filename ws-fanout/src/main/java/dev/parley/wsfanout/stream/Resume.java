package dev.parley.wsfanout.stream;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings a session from what its client has to the live stream. The order of the reads is what leaves no hole: how far the
 * sink is, then the memberships, then the stored events; whatever these miss stands in the log after the sink's position,
 * and is read from there up to the point where the tail's own thread takes over. Blocks; for virtual threads.
 */
record Resume(EventStore events, MembershipStore memberships, LoggedBacklog logged, LiveJoin join) {
    /** Returns when the session is live or has ended. */
    void run(Subscriber subscriber, ResumePoint point) {
        var offsets = logged.offsetsAt(events.positions());
        // Where thousands come at once, a session waits for its turn at the store until its client gives up and
        // connects again. What
        // is read for those who are gone is time that those who wait behind them do not have, who then give up as well.
        if (!subscriber.isOpen()) {
            return;
        }
        var stored = memberships.of(subscriber.tenant(), subscriber.user());
        if (!subscriber.isOpen()) {
            return;
        }
        var cursors = SessionCursors.begin(subscriber.tenant(), subscriber.user(), stored, point);
        var subscription = new Subscription(subscriber, cursors);
        subscriber.welcome(stored.stream()
                .filter(Membership::isMember)
                .collect(Collectors.toMap(Membership::conversation, Membership::headSeq, Math::max, TreeMap::new)));
        if (sendStored(subscription, stored) && logged.send(subscription, offsets)) {
            logged.confirm(subscription, offsets);
            goLive(subscription, offsets, point);
        }
    }

    private void goLive(Subscription subscription, PartitionOffsets offsets, ResumePoint point) {
        var caughtUp = new CaughtUp(subscription, point);
        if (!caughtUp.reportAhead()) {
            return;
        }
        for (var attempt = 0; subscription.subscriber().awaitRoom(); attempt++) {
            if (join.attempt(subscription, offsets, caughtUp, attempt)) {
                return;
            }
            logged.send(subscription, offsets);
        }
    }

    private boolean sendStored(Subscription subscription, List<Membership> stored) {
        for (var membership : stored) {
            var cursor = subscription.cursors().find(membership.conversation());
            if (cursor != null) {
                var backlog = new StoredBacklog(events, logged.codec(), subscription.subscriber(), membership, cursor);
                if (!backlog.send()) {
                    return false;
                }
            }
        }
        return true;
    }
}
