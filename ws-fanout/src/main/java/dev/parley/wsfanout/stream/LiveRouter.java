package dev.parley.wsfanout.stream;

import dev.parley.wsfanout.stream.Cursor.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of this node's sessions gets which event: sessions by user, and by group its members' sessions. For the tail's thread only,
 * so that a session joins, and a membership changes, between two events.
 */
final class LiveRouter {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRouter.class);

    private final Map<UserKey, List<Subscription>> byUser = new HashMap<>();
    private final Map<ConversationKey, GroupSubscriptions> byGroup = new HashMap<>();
    private final GapListener gaps;

    private record UserKey(String tenant, String user) {}

    /** Hears of events that came before one that is missing. */
    interface GapListener {
        void onGap(Subscription subscription, ConversationKey key);
    }

    LiveRouter(GapListener gaps) {
        this.gaps = gaps;
    }

    /** From now on the session is live. */
    void join(Subscription subscription) {
        byUser.computeIfAbsent(userOf(subscription), _ -> new ArrayList<>(1)).add(subscription);
        for (var conversation : subscription.cursors().conversations()) {
            var cursor = subscription.cursors().find(conversation);
            if (cursor != null && cursor.isOpen()) {
                var key = new ConversationKey(subscription.subscriber().tenant(), conversation);
                addToGroup(key, subscription, cursor);
                if (cursor.hasGap()) {
                    gaps.onGap(subscription, key);
                }
            }
        }
    }

    private void addToGroup(ConversationKey key, Subscription subscription, Cursor cursor) {
        // The two of a direct conversation are found by its name.
        if (!key.conversation().startsWith("d:")) {
            byGroup.computeIfAbsent(key, _ -> new GroupSubscriptions()).add(subscription, cursor);
        }
    }

    /** The session ended; harmless where it never joined. */
    void leave(Subscriber subscriber) {
        var user = new UserKey(subscriber.tenant(), subscriber.user());
        for (var subscription : List.copyOf(byUser.getOrDefault(user, List.of()))) {
            if (subscription.subscriber().equals(subscriber)) {
                byUser.computeIfPresent(user, (_, left) -> left.remove(subscription) && left.isEmpty() ? null : left);
                removeEnded(subscription);
            }
        }
    }

    private void removeEnded(Subscription subscription) {
        for (var conversation : subscription.cursors().conversations()) {
            var key = new ConversationKey(subscription.subscriber().tenant(), conversation);
            byGroup.computeIfPresent(key, (_, group) -> group.removeEnded() ? null : group);
        }
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
        var group = byGroup.get(event.logged().key());
        if (group != null) {
            toGroup(event, group);
            if (change instanceof MembershipChange.AllLeave && group.removeClosed()) {
                byGroup.remove(event.logged().key());
            }
        }
    }

    /** Tells every session that had an event of this seq that another one came. */
    void tellDivergent(LoggedEvent event) {
        event.direct().ifPresent(direct -> {
            tellDivergent(event, direct.first());
            tellDivergent(event, direct.second());
        });
        var group = byGroup.get(event.key());
        if (group != null) {
            group.forEach((subscription, _) -> tellDivergent(event, subscription));
        }
    }

    private void toUser(TailedEvent event, String user) {
        var logged = event.logged();
        for (var subscription : subscriptionsOf(logged.key().tenant(), user)) {
            subscription.cursors().concernedBy(logged).ifPresent(cursor -> {
                var wasOpen = cursor.isOpen();
                offer(event, subscription, cursor, logged.change().on(user));
                if (cursor.isOpen() && !wasOpen) {
                    addToGroup(logged.key(), subscription, cursor);
                } else if (wasOpen && !cursor.isOpen()) {
                    byGroup.computeIfPresent(logged.key(), (_, group) -> group.remove(cursor) ? null : group);
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
        subscriptionsOf(event.key().tenant(), user).forEach(subscription -> tellDivergent(event, subscription));
    }

    private static void tellDivergent(LoggedEvent event, Subscription subscription) {
        var conversation = event.key().conversation();
        var cursor = subscription.cursors().find(conversation);
        if (cursor != null && cursor.isOpen() && event.seq() <= cursor.settled()) {
            subscription.subscriber().resync(conversation, ResyncReason.DIVERGENT, event.seq());
        }
    }

    private List<Subscription> subscriptionsOf(String tenant, String user) {
        return byUser.getOrDefault(new UserKey(tenant, user), List.of());
    }

    private static UserKey userOf(Subscription subscription) {
        var subscriber = subscription.subscriber();
        return new UserKey(subscriber.tenant(), subscriber.user());
    }
}
