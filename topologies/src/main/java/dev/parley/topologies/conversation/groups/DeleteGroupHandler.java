package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberRole;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;

/** The owner ends a group: nobody is its member from now on, and its id may be used again. */
public final class DeleteGroupHandler implements ActionHandler<DeleteGroup> {
    @Override
    public Verdict decide(DecisionContext context, DeleteGroup delete, ConversationState state) {
        return state.roleRefusal(context, MemberRole.OWNER)
                .<Verdict>map(Rejected::new)
                .orElseGet(() -> ended(state));
    }

    private static Verdict ended(ConversationState state) {
        state.endGroup();
        return Accepted.one(EventDraft.of(new GroupDeleted()));
    }
}
