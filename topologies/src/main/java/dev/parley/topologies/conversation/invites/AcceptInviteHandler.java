package dev.parley.topologies.conversation.invites;

import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Members;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.state.Group;
import org.jspecify.annotations.Nullable;

/** The actor joins by an invite, a private group included. The edge has verified the code. */
public final class AcceptInviteHandler implements ActionHandler<AcceptInvite> {
    @Override
    public Verdict decide(DecisionContext context, AcceptInvite accept, ConversationState state) {
        var group = state.group();
        var invite = state.members().invite(accept.getInviteId());
        if (group.isPresent() && state.member(context.actor()).isPresent()) {
            return new Rejected(ErrorCode.ALREADY_A_MEMBER);
        }
        if (group.isEmpty() || invite.isEmpty()) {
            return new Rejected(ErrorCode.INVITE_NOT_FOUND);
        }
        if (invite.get().getExpiresAt() <= context.now()) {
            return new Rejected(ErrorCode.INVITE_EXPIRED);
        }
        if (state.members().isBanned(context.actor(), context.now())) {
            return new Rejected(ErrorCode.BANNED);
        }
        return joined(context, accept.getInviteId(), group.get(), state);
    }

    private static Verdict joined(DecisionContext context, String inviteId, Group group, ConversationState state) {
        var user = context.actor();
        var count = group.getMemberCount() + 1;
        var usesLeft = use(inviteId, state);
        state.setMemberCount(group, count);
        state.members().add(user, MemberRole.PARTICIPANT, state.headSeq() + 1);
        return Accepted.one(EventDraft.of(new MemberJoined(user, MemberRole.PARTICIPANT, count, inviteId, usesLeft)));
    }

    /** Takes one use of the invite. Returns the remaining ones; null = unlimited. */
    private static @Nullable Long use(String id, ConversationState state) {
        var invite = state.members().invite(id).orElseThrow();
        if (invite.getUsesLeft() == Members.ANY_NUMBER) {
            return null;
        }
        var left = invite.getUsesLeft() - 1;
        if (left == 0) {
            state.members().removeInvite(id);
        } else {
            state.members().setInvite(id, left, invite.getExpiresAt());
        }
        return left;
    }
}
