package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;

/** A member leaves; the owner cannot. */
public final class LeaveGroupHandler implements ActionHandler<LeaveGroup> {
    @Override
    public Verdict decide(DecisionContext context, LeaveGroup leave, ConversationState state) {
        var group = state.group();
        if (group.isEmpty()) {
            return new Rejected(ErrorCode.GROUP_NOT_FOUND);
        }
        var refusal = state.membershipRefusal(context, ErrorCode.GROUP_NOT_FOUND);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        if (group.get().getOwner().equals(context.actor())) {
            return new Rejected(ErrorCode.OWNER_CANNOT_LEAVE);
        }
        var count = group.get().getMemberCount() - 1;
        state.setMemberCount(group.get(), count);
        state.members().remove(context.actor());
        return Accepted.one(EventDraft.of(new MemberLeft(context.actor(), count)));
    }
}
