package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.EventDraft.FactDraft;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.state.MessageFact;

/** The author, or a moderator of the group and above, deletes a message for everybody. */
public final class DeleteMessageHandler implements ActionHandler<DeleteMessage> {
    @Override
    public Verdict decide(DecisionContext context, DeleteMessage delete, ConversationState state) {
        // To strangers of a private group its messages are not there either.
        var refusal = state.membershipRefusal(context, ErrorCode.MESSAGE_NOT_FOUND);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        var message = state.message(delete.getMessageId(), context);
        if (message.isEmpty()) {
            return new Rejected(ErrorCode.MESSAGE_NOT_FOUND);
        }
        if (!message.get().getAuthor().equals(context.actor()) && !state.isModerator(context)) {
            return new Rejected(ErrorCode.NOT_PERMITTED);
        }
        return message.get().getDeleted()
                ? new Rejected(ErrorCode.MESSAGE_DELETED)
                : Accepted.one(deleted(delete.getMessageId(), message.get()));
    }

    private static EventDraft deleted(String id, MessageFact message) {
        var body = new MessageDeleted(id, message.getSeq(), message.getAuthor());
        return EventDraft.change(body, null, new FactDraft(id, message.getAuthor(), message.getSeq(), true));
    }
}
