package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Target;
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
        return action.getConversation().startsWith("d:");
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
