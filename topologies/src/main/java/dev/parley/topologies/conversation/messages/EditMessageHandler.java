package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.EditMessage;
import dev.parley.schemas.MessageEdited;
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
import org.jspecify.annotations.Nullable;

/** The author changes a message, as long as the author may write and the message stands. */
public final class EditMessageHandler implements ActionHandler<EditMessage> {
    @Override
    public Verdict decide(DecisionContext context, EditMessage edit, ConversationState state) {
        return switch (state.lookUpToWrite(edit.getMessageId(), context)) {
            case Refused(var error) -> new Rejected(error);
            case Found(var message) -> decide(context, edit, message, state);
        };
    }

    private static Verdict decide(
            DecisionContext context, EditMessage edit, MessageFact message, ConversationState state) {
        if (!message.getAuthor().equals(context.actor())) {
            return new Rejected(ErrorCode.NOT_PERMITTED);
        }
        if (message.getNeedsFile() && takesFilesOff(edit)) {
            return new Rejected(ErrorCode.FILE_REQUIRED);
        }
        if (!message.getMayLackText() && clearsText(edit)) {
            return new Rejected(ErrorCode.TEXT_REQUIRED);
        }
        return edit.getVersion() == null || edit.getVersion() == message.getVersion()
                ? Accepted.one(edited(context, edit, message, state))
                : new Rejected(ErrorCode.VERSION_CONFLICT);
    }

    private static boolean clearsText(EditMessage edit) {
        return edit.getFields().contains("text") && edit.getContent().getText() == null;
    }

    private static boolean takesFilesOff(EditMessage edit) {
        return edit.getFields().contains("attachments")
                && edit.getContent().getAttachments().isEmpty();
    }

    private static EventDraft edited(
            DecisionContext context, EditMessage edit, MessageFact message, ConversationState state) {
        var id = edit.getMessageId();
        var body = new MessageEdited(
                id,
                message.getSeq(),
                message.getAuthor(),
                edit.getFields(),
                edit.getFields().contains("mentions") && Mentions.areAll(edit.getContent(), context, state),
                message.getParentId(),
                parentSeq(context, message, state));
        return EventDraft.version(id, body, edit.getContent(), message);
    }

    private static @Nullable Long parentSeq(DecisionContext context, MessageFact message, ConversationState state) {
        var parentId = message.getParentId();
        return parentId == null
                ? null
                : state.messages()
                        .find(parentId, context)
                        .map(MessageFact::getSeq)
                        .orElse(null);
    }
}
