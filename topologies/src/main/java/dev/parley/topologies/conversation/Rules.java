package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.PostMessage;
import dev.parley.topologies.conversation.Verdict.Refused;
import dev.parley.topologies.memory.ActionIdentity;

/** Finds the rule for an action. Rules are pure: they read the state, and change only the conversation's draft. */
final class Rules {
    private Rules() {}

    /** What a rule may look at beside the state. */
    record Question(Action action, String actor, ActionIdentity identity, long now) {}

    static Verdict decide(Question question, ConversationState state) {
        return switch (question.action().getBody()) {
            case PostMessage post -> Posting.decide(question, post, state);
            case CreateGroup create -> GroupRules.create(question, create, state);
            case JoinGroup join -> GroupRules.join(question, join, state);
            case LeaveGroup _ -> GroupRules.leave(question, state);
            default -> new Refused(ConversationRefusal.CONVERSATION_INVALID);
        };
    }
}
