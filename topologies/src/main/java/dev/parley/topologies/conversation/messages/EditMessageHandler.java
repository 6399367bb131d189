package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.EditMessage;
import dev.parley.schemas.MessageEdited;
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

/** The author changes a message, as long as the author is a member and the message stands. */
public final class EditMessageHandler implements ActionHandler<EditMessage> {
    @Override
    public Verdict decide(DecisionContext context, EditMessage edit, ConversationState state) {
        // To strangers of a private group its messages are not there either.
        var refusal = state.membershipRefusal(context, ErrorCode.MESSAGE_NOT_FOUND);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        var message = state.message(edit.getMessageId(), context);
        if (message.isEmpty()) {
            return new Rejected(ErrorCode.MESSAGE_NOT_FOUND);
        }
        if (!message.get().getAuthor().equals(context.actor())) {
            return new Rejected(ErrorCode.NOT_PERMITTED);
        }
        if (message.get().getDeleted()) {
            return new Rejected(ErrorCode.MESSAGE_DELETED);
        }
        return edit.getVersion() == null || edit.getVersion() == message.get().getVersion()
                ? Accepted.one(edited(edit, message.get()))
                : new Rejected(ErrorCode.VERSION_CONFLICT);
    }

    private static EventDraft edited(EditMessage edit, MessageFact message) {
        var id = edit.getMessageId();
        var body = new MessageEdited(id, message.getSeq(), message.getAuthor(), edit.getFields());
        return EventDraft.change(
                body, edit.getContent(), new FactDraft(id, message.getAuthor(), message.getSeq(), false));
    }
}
