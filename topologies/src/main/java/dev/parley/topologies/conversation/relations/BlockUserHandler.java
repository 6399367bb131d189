package dev.parley.topologies.conversation.relations;

import dev.parley.schemas.BlockUser;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.UserBlocked;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.Relation;
import dev.parley.topologies.conversation.Relation.Side;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Unchanged;

/** The actor accepts no more messages of the other one; a friendship and requests end with it. */
public final class BlockUserHandler implements ActionHandler<BlockUser> {
    @Override
    public Verdict decide(DecisionContext context, BlockUser asked, ConversationState state) {
        return RelationChange.decide(
                context, asked.getUser(), state, (own, before) -> decide(asked.getUser(), own, before, state));
    }

    private static Verdict decide(String other, Side own, Relation before, ConversationState state) {
        if (before.blocks(own)) {
            return new Unchanged();
        }
        var after = RelationChange.unasked(before).withBlock(own, true);
        return RelationChange.isAsked(before)
                ? RelationChange.to(after, state, new UserBlocked(other), new FriendRemoved(other))
                : RelationChange.to(after, state, new UserBlocked(other));
    }
}
