package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.MessageDeleted;
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
import dev.parley.topologies.state.MessageFact;
import java.util.List;

/** The author, or a moderator of the group and above, deletes a message for everybody. */
public final class DeleteMessageHandler implements ActionHandler<DeleteMessage> {
    @Override
    public Verdict decide(DecisionContext context, DeleteMessage delete, ConversationState state) {
        return switch (state.lookUp(delete.getMessageId(), context)) {
            case Refused(var error) -> new Rejected(error);
            case Found(var message) -> decide(context, delete, message, state);
        };
    }

    private static Verdict decide(
            DecisionContext context, DeleteMessage delete, MessageFact message, ConversationState state) {
        if (!message.getAuthor().equals(context.actor()) && !state.isModerator(context)) {
            return new Rejected(ErrorCode.NOT_PERMITTED);
        }
        return message.getDeleted()
                ? new Rejected(ErrorCode.MESSAGE_DELETED)
                : new Accepted(deletion(context, delete.getMessageId(), message, state, false));
    }

    /**
     * All that the end of a message changes: its pin's place is free again, and its thread has a reply less.
     *
     * @param isExpired whether its time is over, and nobody asked for it
     */
    static List<EventDraft> deletion(
            DecisionContext context,
            String messageId,
            MessageFact message,
            ConversationState state,
            boolean isExpired) {
        if (message.getPinned() && state.messages().isOfThisGroup(message)) {
            state.messages().unpinned();
        }
        var deleted = deleted(messageId, message, isExpired);
        return ThreadEvents.replyDeleted(context, message, state)
                .map(thread -> List.of(deleted, thread))
                .orElseGet(() -> List.of(deleted));
    }

    private static EventDraft deleted(String id, MessageFact message, boolean isExpired) {
        var body = new MessageDeleted(id, message.getSeq(), message.getAuthor(), isExpired, message.getParentId());
        return EventDraft.version(
                id,
                body,
                null,
                MessageFact.newBuilder(message)
                        .setDeleted(true)
                        .setPinned(false)
                        .build());
    }
}
