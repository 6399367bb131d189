package dev.parley.topologies.conversation;

/**
 * Decides one kind of action. Pure: it reads the context and the state, and changes nothing but the conversation's draft.
 * Listed in {@link ConversationHandlers}.
 */
public interface ActionHandler<B> {
    Verdict decide(DecisionContext context, B body, ConversationState state);
}
