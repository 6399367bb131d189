package dev.parley.wsfanout.stream;

import dev.parley.edge.api.ConversationId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who of this node's live sessions is a present member of what, as far as the tail has come: for what has no seq of its own. For the
 * tail's thread only.
 */
public final class LiveMembers {
    private final LiveSessions sessions;

    LiveMembers(LiveSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A member's place in a conversation.
     *
     * @param memberSince seq of the event that began the membership; 1 in a direct conversation
     * @param headSeq highest seq that the node knows
     */
    public record Standing(long memberSince, long headSeq) {}

    /** Where a session stands; empty where its user is no member, or there is no such conversation. */
    public Optional<Standing> standing(Subscriber subscriber, String conversation) {
        var key = new ConversationKey(subscriber.tenant(), conversation);
        for (var subscription : sessions.ofUser(subscriber.tenant(), subscriber.user())) {
            var cursor = subscription.cursors().find(conversation);
            // A direct conversation that a client names may not have begun.
            if (subscription.subscriber().equals(subscriber)
                    && cursor != null
                    && cursor.isOpen()
                    && cursor.highest() > 0) {
                return Optional.of(new Standing(key.isDirect() ? 1 : Math.max(1, cursor.since()), cursor.highest()));
            }
        }
        return Optional.empty();
    }

    /** The highest seq that a present member's sessions know of a conversation; 0 where there is none. */
    public long headSeq(ConversationKey key, String user) {
        var head = 0L;
        for (var subscription : sessions.ofUser(key.tenant(), user)) {
            var cursor = subscription.cursors().find(key.conversation());
            if (cursor != null && cursor.isOpen()) {
                head = Math.max(head, cursor.highest());
            }
        }
        return head;
    }

    /** Every session of a present member of a conversation. */
    public void forEach(ConversationKey key, Consumer<Subscriber> action) {
        if (key.isDirect()) {
            ConversationId.parse(key.conversation())
                    .map(ConversationId.Direct.class::cast)
                    .ifPresent(direct -> {
                        forEachOf(key, direct.first(), action);
                        forEachOf(key, direct.second(), action);
                    });
            return;
        }
        var group = sessions.ofGroup(key);
        if (group != null) {
            group.forEach((subscription, cursor) -> {
                if (cursor.isOpen()) {
                    action.accept(subscription.subscriber());
                }
            });
        }
    }

    /** Every session of a user who is a present member of a conversation. */
    public void forEachOf(ConversationKey key, String user, Consumer<Subscriber> action) {
        for (var subscription : sessions.ofUser(key.tenant(), user)) {
            var cursor = subscription.cursors().find(key.conversation());
            if (cursor != null && cursor.isOpen()) {
                action.accept(subscription.subscriber());
            }
        }
    }

    /** Every session of a user. */
    public void forEachOf(String tenant, String user, Consumer<Subscriber> action) {
        sessions.ofUser(tenant, user).forEach(subscription -> action.accept(subscription.subscriber()));
    }
}
