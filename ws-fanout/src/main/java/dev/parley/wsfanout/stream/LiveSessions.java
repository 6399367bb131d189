package dev.parley.wsfanout.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The live sessions of this node: by user, and by group its members'. For the tail's thread only; whether there are any for a name,
 * every thread may ask its {@link LiveKeys}.
 */
final class LiveSessions {
    private final Map<UserKey, List<Subscription>> byUser = new HashMap<>();
    private final Map<ConversationKey, GroupSubscriptions> byGroup = new HashMap<>();
    private final LiveKeys keys = new LiveKeys();

    private record UserKey(String tenant, String user) {}

    LiveKeys keys() {
        return keys;
    }

    void add(Subscription subscription) {
        var subscriber = subscription.subscriber();
        var known = byUser.computeIfAbsent(new UserKey(subscriber.tenant(), subscriber.user()), user -> {
            keys.add(user.tenant(), user.user());
            return new ArrayList<>(1);
        });
        known.add(subscription);
    }

    /** Ends the sessions of a subscriber, also in the groups where they are; harmless where there is none. */
    void remove(Subscriber subscriber) {
        for (var subscription : List.copyOf(ofUser(subscriber.tenant(), subscriber.user()))) {
            if (subscription.subscriber().equals(subscriber)) {
                byUser.computeIfPresent(
                        new UserKey(subscriber.tenant(), subscriber.user()),
                        (user, left) -> left.remove(subscription) && left.isEmpty() ? endOf(user) : left);
                for (var conversation : subscription.cursors().conversations()) {
                    removeFromGroup(
                            new ConversationKey(subscriber.tenant(), conversation), GroupSubscriptions::removeEnded);
                }
            }
        }
    }

    private @Nullable List<Subscription> endOf(UserKey user) {
        keys.remove(user.tenant(), user.user());
        return null;
    }

    List<Subscription> ofUser(String tenant, String user) {
        return byUser.getOrDefault(new UserKey(tenant, user), List.of());
    }

    /** The two of a direct conversation are found by its name. */
    void addToGroup(ConversationKey key, Subscription subscription, Cursor cursor) {
        if (!key.isDirect()) {
            var group = byGroup.computeIfAbsent(key, added -> {
                keys.add(added.tenant(), added.conversation());
                return new GroupSubscriptions();
            });
            group.add(subscription, cursor);
        }
    }

    /** @param removal true where none is left after it */
    void removeFromGroup(ConversationKey key, Predicate<GroupSubscriptions> removal) {
        var group = byGroup.get(key);
        if (group != null && removal.test(group)) {
            byGroup.remove(key);
            keys.remove(key.tenant(), key.conversation());
        }
    }

    @Nullable
    GroupSubscriptions ofGroup(ConversationKey key) {
        return byGroup.get(key);
    }
}
