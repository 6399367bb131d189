package dev.parley.topologies.conversation.relations;

import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UserUnblocked;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.Relation;
import dev.parley.topologies.conversation.Relation.Side;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Unchanged;

/** The actor accepts messages of the other one again. */
public final class UnblockUserHandler implements ActionHandler<UnblockUser> {
    @Override
    public Verdict decide(DecisionContext context, UnblockUser asked, ConversationState state) {
        return RelationChange.decide(
                context, asked.getUser(), state, (own, before) -> decide(asked.getUser(), own, before, state));
    }

    private static Verdict decide(String other, Side own, Relation before, ConversationState state) {
        return before.blocks(own)
                ? RelationChange.to(before.withBlock(own, false), state, new UserUnblocked(other))
                : new Unchanged();
    }
}
