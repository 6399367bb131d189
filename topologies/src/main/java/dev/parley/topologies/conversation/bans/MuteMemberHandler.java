package dev.parley.topologies.conversation.bans;

import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MuteMember;
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

/** A moderator and above stops a member of a lower role from writing. The same mute again changes nothing. */
public final class MuteMemberHandler implements ActionHandler<MuteMember> {
    @Override
    public Verdict decide(DecisionContext context, MuteMember mute, ConversationState state) {
        var refusal = Ranks.moderationRefusalOf(context, mute.getUser(), state);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        var until = EndTime.of(mute.getUntil());
        if (until <= context.now()) {
            return new Rejected(ErrorCode.UNTIL_PASSED);
        }
        return state.member(mute.getUser())
                .map(member -> member.getMutedUntil() == until ? new Unchanged() : muted(mute, member, state))
                .orElseGet(() -> new Rejected(ErrorCode.MEMBER_NOT_FOUND));
    }

    private static Verdict muted(MuteMember mute, GroupMember member, ConversationState state) {
        var until = EndTime.of(mute.getUntil());
        state.members()
                .set(
                        mute.getUser(),
                        GroupMember.newBuilder(member).setMutedUntil(until).build());
        return Accepted.one(EventDraft.of(new MemberMuted(mute.getUser(), mute.getUntil())));
    }
}
