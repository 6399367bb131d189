package dev.parley.topologies.conversation.invites;

import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;

/** An admin or the owner ends an invite. */
public final class RevokeInviteHandler implements ActionHandler<RevokeInvite> {
    @Override
    public Verdict decide(DecisionContext context, RevokeInvite revoke, ConversationState state) {
        var refusal = state.roleRefusal(context, MemberRole.ADMIN);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        if (state.members().invite(revoke.getInviteId()).isEmpty()) {
            return new Rejected(ErrorCode.INVITE_NOT_FOUND);
        }
        state.members().removeInvite(revoke.getInviteId());
        return Accepted.one(EventDraft.of(new InviteRevoked(revoke.getInviteId())));
    }
}
