package dev.parley.wsfanout.stream;

import dev.parley.wsfanout.stream.Cursor.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of this node's sessions gets which event. For the tail's thread only,
 * so that a session joins, and a membership changes, between two events.
 */
final class LiveRouter {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRouter.class);

    private final LiveSessions sessions;
    private final GapListener gaps;

    /** Hears of events that came before one that is missing. */
    interface GapListener {
        void onGap(Subscription subscription, ConversationKey key);
    }

    LiveRouter(LiveSessions sessions, GapListener gaps) {
        this.sessions = sessions;
        this.gaps = gaps;
    }

    /** From now on the session is live. */
    void join(Subscription subscription) {
        sessions.add(subscription);
        for (var conversation : subscription.cursors().conversations()) {
            var cursor = subscription.cursors().find(conversation);
            if (cursor != null && cursor.isOpen()) {
                var key = new ConversationKey(subscription.subscriber().tenant(), conversation);
                sessions.addToGroup(key, subscription, cursor);
                if (cursor.hasGap()) {
                    gaps.onGap(subscription, key);
                }
            }
        }
    }

    /** The session ended; harmless where it never joined. */
    void leave(Subscriber subscriber) {
        sessions.remove(subscriber);
    }

    /** Sends an event to every session that it is for. */
    void route(TailedEvent event) {
        var direct = event.logged().direct();
        if (direct.isPresent()) {
            toUser(event, direct.get().first());
            toUser(event, direct.get().second());
            return;
        }
        var change = event.logged().change();
        if (change.user() != null) {
            toUser(event, change.user());
        }
        var group = sessions.ofGroup(event.logged().key());
        if (group != null) {
            toGroup(event, group);
            if (change instanceof MembershipChange.AllLeave) {
                sessions.removeFromGroup(event.logged().key(), GroupSubscriptions::removeClosed);
            }
        }
    }

    /** Tells every session that had an event of this seq that another one came. */
    void tellDivergent(LoggedEvent event) {
        event.direct().ifPresent(direct -> {
            tellDivergent(event, direct.first());
            tellDivergent(event, direct.second());
        });
        var group = sessions.ofGroup(event.key());
        if (group != null) {
            group.forEach((subscription, _) -> tellDivergent(event, subscription));
        }
    }

    private void toUser(TailedEvent event, String user) {
        var logged = event.logged();
        for (var subscription : sessions.ofUser(logged.key().tenant(), user)) {
            subscription.cursors().concernedBy(logged).ifPresent(cursor -> {
                var wasOpen = cursor.isOpen();
                offer(event, subscription, cursor, logged.change().on(user));
                if (cursor.isOpen() && !wasOpen) {
                    sessions.addToGroup(logged.key(), subscription, cursor);
                } else if (wasOpen && !cursor.isOpen()) {
                    sessions.removeFromGroup(logged.key(), group -> group.remove(cursor));
                }
            });
        }
    }

    private void toGroup(TailedEvent event, GroupSubscriptions group) {
        var change = event.logged().change();
        group.forEach((subscription, cursor) -> {
            var user = subscription.subscriber().user();
            // The user whom the change is about was served above.
            if (!user.equals(change.user())) {
                offer(event, subscription, cursor, change.on(user));
            }
        });
    }

    private void offer(TailedEvent event, Subscription subscription, Cursor cursor, MembershipEffect effect) {
        var verdict = cursor.offer(event.logged().seq(), effect);
        if (verdict == Verdict.DELIVER) {
            show(event, subscription.subscriber());
        } else if (verdict == Verdict.GAP) {
            gaps.onGap(subscription, event.logged().key());
        }
    }

    private static void show(TailedEvent event, Subscriber subscriber) {
        var logged = event.logged();
        try {
            subscriber.show(logged.key().conversation(), logged.seq(), event.frame());
        } catch (RuntimeException e) {
            // A defect of one session, which holds up no other.
            LOG.atError().addKeyValue("user", subscriber.user()).setCause(e).log("A session could not take an event.");
            subscriber.fail();
        }
    }

    private void tellDivergent(LoggedEvent event, String user) {
        sessions.ofUser(event.key().tenant(), user).forEach(subscription -> tellDivergent(event, subscription));
    }

    private static void tellDivergent(LoggedEvent event, Subscription subscription) {
        var conversation = event.key().conversation();
        var cursor = subscription.cursors().find(conversation);
        if (cursor != null && cursor.isOpen() && event.seq() <= cursor.settled()) {
            subscription.subscriber().resync(conversation, ResyncReason.DIVERGENT, event.seq());
        }
    }
}
