package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Ranks;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.state.GroupMember;

/** An admin or the owner gives a member another role. Before and after it is below their own. */
public final class ChangeRoleHandler implements ActionHandler<ChangeRole> {
    @Override
    public Verdict decide(DecisionContext context, ChangeRole change, ConversationState state) {
        var refusal = Ranks.refusalOf(context, MemberRole.ADMIN, change.getUser(), state);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        if (!Ranks.isAbove(context, change.getRole(), state)) {
            return new Rejected(ErrorCode.NOT_PERMITTED);
        }
        return decide(change, state.member(change.getUser()).orElseThrow(), state);
    }

    private static Verdict decide(ChangeRole change, GroupMember member, ConversationState state) {
        if (Ranks.roleOf(member) == change.getRole()) {
            return new Verdict.Unchanged();
        }
        var changed = GroupMember.newBuilder(member).setRole(change.getRole().name());
        state.members().set(change.getUser(), changed.build());
        return Accepted.one(EventDraft.of(new MemberRoleChanged(change.getUser(), change.getRole())));
    }
}
