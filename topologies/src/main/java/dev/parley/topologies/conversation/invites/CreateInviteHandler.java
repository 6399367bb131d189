package dev.parley.topologies.conversation.invites;

import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.InviteCreated;
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
import java.util.Optional;

/** An admin or the owner creates an invite, up to the limit of the group. */
public final class CreateInviteHandler implements ActionHandler<CreateInvite> {
    @Override
    public Verdict decide(DecisionContext context, CreateInvite create, ConversationState state) {
        var refusal = refusalOf(context, create, state);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        var id = context.newMessageId();
        var uses = create.getUses();
        state.members().setInvite(id, uses == null ? Members.ANY_NUMBER : uses, endOf(create));
        return Accepted.one(EventDraft.of(new InviteCreated(id, uses, create.getExpiresAt())));
    }

    private static Optional<ErrorCode> refusalOf(
            DecisionContext context, CreateInvite create, ConversationState state) {
        var refusal = state.roleRefusal(context, MemberRole.ADMIN);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (endOf(create) <= context.now()) {
            return Optional.of(ErrorCode.EXPIRES_AT_PASSED);
        }
        return state.members().hasRoomForInvite(context.now())
                ? Optional.empty()
                : Optional.of(ErrorCode.INVITES_LIMIT);
    }

    private static long endOf(CreateInvite create) {
        return create.getExpiresAt() == null
                ? Members.NO_END
                : create.getExpiresAt().toEpochMilli();
    }
}
