package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.RemoveMember;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Ranks;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;

/** A moderator and above ends the membership of somebody of a lower role. */
public final class RemoveMemberHandler implements ActionHandler<RemoveMember> {
    @Override
    public Verdict decide(DecisionContext context, RemoveMember remove, ConversationState state) {
        return Ranks.refusalOf(context, MemberRole.MODERATOR, remove.getUser(), state)
                .<Verdict>map(Rejected::new)
                .orElseGet(() -> removed(remove.getUser(), state));
    }

    private static Verdict removed(String user, ConversationState state) {
        var group = state.group().orElseThrow();
        var count = group.getMemberCount() - 1;
        state.setMemberCount(group, count);
        state.members().remove(user);
        return Accepted.one(EventDraft.of(new MemberRemoved(user, count)));
    }
}
