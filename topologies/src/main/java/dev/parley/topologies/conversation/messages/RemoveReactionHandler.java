package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.ReactionRemoved;
import dev.parley.schemas.RemoveReaction;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.MessageLookup.Found;
import dev.parley.topologies.conversation.MessageLookup.Refused;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.conversation.Verdict.Unchanged;
import dev.parley.topologies.state.MessageFact;

/** A member who may write takes a reaction of their own back. */
public final class RemoveReactionHandler implements ActionHandler<RemoveReaction> {
    @Override
    public Verdict decide(DecisionContext context, RemoveReaction remove, ConversationState state) {
        return switch (state.lookUpToWrite(remove.getMessageId(), context)) {
            case Refused(var error) -> new Rejected(error);
            case Found(var message) -> decide(context, remove, message, state);
        };
    }

    private static Verdict decide(
            DecisionContext context, RemoveReaction remove, MessageFact message, ConversationState state) {
        var id = remove.getMessageId();
        var emoji = remove.getEmoji();
        if (!state.messages().hasReacted(id, emoji, context)) {
            return new Unchanged();
        }
        // At least the actor has it. Never negative, whatever an edge stamped.
        var left = Math.max(0, state.messages().reactions(id, emoji, context) - 1);
        var kinds = Math.max(0, message.getReactionKinds() - (left == 0 ? 1 : 0));
        state.messages().setReaction(id, emoji, context, false, left);
        var removed = new ReactionRemoved(id, message.getSeq(), message.getAuthor(), emoji, left);
        var fact = MessageFact.newBuilder(message).setReactionKinds(kinds).build();
        return Accepted.one(EventDraft.about(id, removed, fact));
    }
}
