package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Target;
import dev.parley.schemas.content.DirectConversations;
import dev.parley.topologies.conversation.Relation.Side;
import dev.parley.topologies.memory.ActionIdentity;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a handler may look at beside the state.
 *
 * @param now partition time, in milliseconds
 */
public record DecisionContext(Action action, String actor, ActionIdentity identity, long now) {
    /** The id of the message that this action makes. */
    public String newMessageId() {
        return MessageIds.of(now, identity);
    }

    public String conversation() {
        return action.getConversation();
    }

    public boolean isDirect() {
        return DirectConversations.isDirect(action.getConversation());
    }

    /** Which of the two of a direct conversation the actor is; empty where it is neither. */
    public Optional<Side> side() {
        // Ids contain no colon, so the name of a direct conversation says who its two members are.
        var between = conversation().indexOf(':', 2);
        if (!isDirect() || between < 0) {
            return Optional.empty();
        }
        if (conversation().substring(2, between).equals(actor)) {
            return Optional.of(Side.FIRST);
        }
        return conversation().substring(between + 1).equals(actor) ? Optional.of(Side.SECOND) : Optional.empty();
    }

    /** Whether the conversation is the direct one of the actor and this user. */
    public boolean isWith(String user) {
        return conversation().equals("d:" + actor + ":" + user)
                || conversation().equals("d:" + user + ":" + actor);
    }

    /** What the edge read of an older message in the stored events; empty where it did not. */
    public Optional<Target> target(String messageId) {
        return Stream.ofNullable(action.getTarget())
                .filter(target -> target.getMessageId().equals(messageId))
                .findAny()
                .or(() -> Optional.ofNullable(action.getParentTarget())
                        .filter(target -> target.getMessageId().equals(messageId)));
    }
}
