package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.PinMessage;
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

/** A moderator and above, in a direct conversation either of the two, pins a message that stands. */
public final class PinMessageHandler implements ActionHandler<PinMessage> {
    /** How many messages of a conversation may be pinned. */
    private static final int MAX_PINNED = 100;

    @Override
    public Verdict decide(DecisionContext context, PinMessage pin, ConversationState state) {
        return switch (state.lookUpToWrite(pin.getMessageId(), context)) {
            case Refused(var error) -> new Rejected(error);
            case Found(var message) -> decide(context, pin, message, state);
        };
    }

    private static Verdict decide(
            DecisionContext context, PinMessage pin, MessageFact message, ConversationState state) {
        if (!context.isDirect() && !state.isModerator(context)) {
            return new Rejected(ErrorCode.NOT_PERMITTED);
        }
        if (message.getPinned()) {
            return new Unchanged();
        }
        var pinned = state.messages().pinned();
        if (pinned >= MAX_PINNED) {
            return new Rejected(ErrorCode.MESSAGE_PINS_LIMIT);
        }
        state.messages().setPinned(pinned + 1);
        var body = new MessagePinned(pin.getMessageId(), message.getSeq(), message.getAuthor());
        var fact = MessageFact.newBuilder(message).setPinned(true).build();
        return Accepted.one(EventDraft.about(pin.getMessageId(), body, fact));
    }
}
