package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.state.Group;
import dev.parley.topologies.state.GroupMember;

/** The owner makes another member the owner, and becomes an admin. */
public final class TransferOwnershipHandler implements ActionHandler<TransferOwnership> {
    @Override
    public Verdict decide(DecisionContext context, TransferOwnership transfer, ConversationState state) {
        var refusal = state.roleRefusal(context, MemberRole.OWNER);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        if (transfer.getTo().equals(context.actor())) {
            return new Verdict.Unchanged();
        }
        if (state.member(transfer.getTo()).isEmpty()) {
            return new Rejected(ErrorCode.MEMBER_NOT_FOUND);
        }
        return transferred(context.actor(), transfer.getTo(), state);
    }

    private static Verdict transferred(String from, String to, ConversationState state) {
        state.setGroup(Group.newBuilder(state.group().orElseThrow())
                .setOwner(to)
                .setVersion(state.headSeq() + 1)
                .build());
        setRole(from, MemberRole.ADMIN, state);
        setRole(to, MemberRole.OWNER, state);
        return Accepted.one(EventDraft.of(new GroupOwnerChanged(to, from)));
    }

    private static void setRole(String user, MemberRole role, ConversationState state) {
        var member = GroupMember.newBuilder(state.member(user).orElseThrow());
        state.members().set(user, member.setRole(role.name()).build());
    }
}
