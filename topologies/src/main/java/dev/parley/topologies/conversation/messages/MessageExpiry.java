package dev.parley.topologies.conversation.messages;

import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import java.util.List;

/** A message's time is over. The platform deletes it, whoever may write there now; it does so once. */
public final class MessageExpiry {
    private MessageExpiry() {}

    /** None where the message was deleted before. */
    public static List<EventDraft> events(DecisionContext context, String messageId, ConversationState state) {
        return state.messages()
                .findOfAnyTime(messageId, context)
                .filter(message -> !message.getDeleted())
                .map(message -> DeleteMessageHandler.deletion(context, messageId, message, state, true))
                .orElseGet(List::of);
    }
}
