package dev.parley.topologies.conversation.bans;

import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.UnmuteMember;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Ranks;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.conversation.Verdict.Unchanged;
import dev.parley.topologies.state.GroupMember;

/** A moderator and above lets a member of a lower role write again. */
public final class UnmuteMemberHandler implements ActionHandler<UnmuteMember> {
    @Override
    public Verdict decide(DecisionContext context, UnmuteMember unmute, ConversationState state) {
        var refusal = Ranks.moderationRefusalOf(context, unmute.getUser(), state);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        return state.member(unmute.getUser())
                .map(member ->
                        member.getMutedUntil() <= context.now() ? new Unchanged() : unmuted(unmute, member, state))
                .orElseGet(() -> new Rejected(ErrorCode.MEMBER_NOT_FOUND));
    }

    private static Verdict unmuted(UnmuteMember unmute, GroupMember member, ConversationState state) {
        state.members()
                .set(
                        unmute.getUser(),
                        GroupMember.newBuilder(member).setMutedUntil(0L).build());
        return Accepted.one(EventDraft.of(new MemberUnmuted(unmute.getUser())));
    }
}
