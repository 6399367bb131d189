package dev.parley.topologies.conversation.relations;

import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.RemoveFriend;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.Relation;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Unchanged;

/** The actor takes a request back, declines one, or ends a friendship. */
public final class RemoveFriendHandler implements ActionHandler<RemoveFriend> {
    @Override
    public Verdict decide(DecisionContext context, RemoveFriend asked, ConversationState state) {
        return RelationChange.decide(
                context, asked.getUser(), state, (_, before) -> decide(asked.getUser(), before, state));
    }

    private static Verdict decide(String other, Relation before, ConversationState state) {
        return RelationChange.isAsked(before)
                ? RelationChange.to(RelationChange.unasked(before), state, new FriendRemoved(other))
                : new Unchanged();
    }
}
