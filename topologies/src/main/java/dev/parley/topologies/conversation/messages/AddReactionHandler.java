package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.AddReaction;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.errors.ErrorCode;
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

/** A member who may write reacts to a message that stands. The event carries how many have the reaction then. */
public final class AddReactionHandler implements ActionHandler<AddReaction> {
    /** How many different reactions a message may have. */
    private static final int MAX_KINDS = 50;

    @Override
    public Verdict decide(DecisionContext context, AddReaction add, ConversationState state) {
        return switch (state.lookUpToWrite(add.getMessageId(), context)) {
            case Refused(var error) -> new Rejected(error);
            case Found(var message) -> decide(context, add, message, state);
        };
    }

    private static Verdict decide(
            DecisionContext context, AddReaction add, MessageFact message, ConversationState state) {
        var id = add.getMessageId();
        var emoji = add.getEmoji();
        if (state.messages().hasReacted(id, emoji, context)) {
            return new Unchanged();
        }
        var before = state.messages().reactions(id, emoji, context);
        var kinds = message.getReactionKinds() + (before == 0 ? 1 : 0);
        if (before == 0 && kinds > MAX_KINDS) {
            return new Rejected(ErrorCode.REACTIONS_LIMIT);
        }
        state.messages().setReaction(id, emoji, context, true, before + 1);
        var added = new ReactionAdded(id, message.getSeq(), message.getAuthor(), emoji, before + 1);
        var fact = MessageFact.newBuilder(message).setReactionKinds(kinds).build();
        return Accepted.one(EventDraft.about(id, added, fact));
    }
}
