package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.MessageContent;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;

/** Whether a message mentions every member. */
final class Mentions {
    private static final String ALL = "@all";

    private Mentions() {}

    /** Whether it asks for that. */
    static boolean nameAll(MessageContent content) {
        return content.getMentions().contains(ALL);
    }

    /** Whether it asks for that, and its sender may. */
    static boolean areAll(MessageContent content, DecisionContext context, ConversationState state) {
        return nameAll(content) && state.mayMentionAll(context);
    }
}
