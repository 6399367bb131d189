package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.MessageUnpinned;
import dev.parley.schemas.UnpinMessage;
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

/** Whoever may pin a message may take the pin off again, whoever pinned it. */
public final class UnpinMessageHandler implements ActionHandler<UnpinMessage> {
    @Override
    public Verdict decide(DecisionContext context, UnpinMessage unpin, ConversationState state) {
        return switch (state.lookUpToWrite(unpin.getMessageId(), context)) {
            case Refused(var error) -> new Rejected(error);
            case Found(var message) -> decide(context, unpin, message, state);
        };
    }

    private static Verdict decide(
            DecisionContext context, UnpinMessage unpin, MessageFact message, ConversationState state) {
        if (!context.isDirect() && !state.isModerator(context)) {
            return new Rejected(ErrorCode.NOT_PERMITTED);
        }
        if (!message.getPinned()) {
            return new Unchanged();
        }
        state.messages().unpinned();
        var body = new MessageUnpinned(unpin.getMessageId(), message.getSeq(), message.getAuthor());
        var fact = MessageFact.newBuilder(message).setPinned(false).build();
        return Accepted.one(EventDraft.about(unpin.getMessageId(), body, fact));
    }
}
