package dev.parley.topologies.conversation.relations;

import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.Relation;
import dev.parley.topologies.conversation.Relation.Side;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.conversation.Verdict.Unchanged;

/** The actor asks the other one to be friends, or agrees where the other one has asked. */
public final class RequestFriendHandler implements ActionHandler<RequestFriend> {
    @Override
    public Verdict decide(DecisionContext context, RequestFriend asked, ConversationState state) {
        return RelationChange.decide(
                context, asked.getUser(), state, (own, before) -> decide(asked.getUser(), own, before, state));
    }

    private static Verdict decide(String other, Side own, Relation before, ConversationState state) {
        if (before.blocks(own.other())) {
            return new Rejected(ErrorCode.BLOCKED);
        }
        if (before.blocks(own)) {
            return new Rejected(ErrorCode.USER_BLOCKED);
        }
        if (before.asks(own)) {
            return new Unchanged();
        }
        var after = before.withAsking(own, true);
        return after.areFriends()
                ? RelationChange.to(after, state, new FriendAccepted(other))
                : RelationChange.to(after, state, new FriendRequested(other));
    }
}
