package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.AddMember;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberRole;
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
import java.util.Optional;

/** An admin or the owner makes a user a member, with a role below their own. Who is one already, with that role, stays so. */
public final class AddMemberHandler implements ActionHandler<AddMember> {
    @Override
    public Verdict decide(DecisionContext context, AddMember add, ConversationState state) {
        var refusal = refusalOf(context, add, state);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        return state.member(add.getUser()).map(member -> existing(add, member)).orElseGet(() -> added(add, state));
    }

    private static Optional<ErrorCode> refusalOf(DecisionContext context, AddMember add, ConversationState state) {
        var refusal = state.roleRefusal(context, MemberRole.ADMIN);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!Ranks.isAbove(context, add.getRole(), state)) {
            return Optional.of(ErrorCode.NOT_PERMITTED);
        }
        return state.members().isBanned(add.getUser(), context.now())
                ? Optional.of(ErrorCode.BANNED)
                : Optional.empty();
    }

    private static Verdict existing(AddMember add, GroupMember member) {
        return Ranks.roleOf(member) == add.getRole()
                ? new Verdict.Unchanged()
                : new Rejected(ErrorCode.ALREADY_A_MEMBER);
    }

    private static Verdict added(AddMember add, ConversationState state) {
        var group = state.group().orElseThrow();
        var count = group.getMemberCount() + 1;
        state.setMemberCount(group, count);
        state.members().add(add.getUser(), add.getRole(), state.headSeq() + 1);
        return Accepted.one(EventDraft.of(new MemberAdded(add.getUser(), add.getRole(), count)));
    }
}
