package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.state.GroupMember;
import java.util.Optional;

/** Who may do something to whom: the actor's role must be above the other's. */
final class Ranks {
    private Ranks() {}

    /**
     * Why the actor may not do to a member what needs such a role, or a higher one; empty where it may.
     *
     * @param user who must be a member of a lower role than the actor's
     */
    static Optional<ErrorCode> refusalOf(
            DecisionContext context, MemberRole atLeast, String user, ConversationState state) {
        var refusal = state.roleRefusal(context, atLeast);
        if (refusal.isPresent()) {
            return refusal;
        }
        return state.member(user)
                .map(member -> isAbove(context, roleOf(member), state)
                        ? Optional.<ErrorCode>empty()
                        : Optional.of(ErrorCode.NOT_PERMITTED))
                .orElseGet(() -> Optional.of(ErrorCode.MEMBER_NOT_FOUND));
    }

    /** Whether the actor's role is above this one. */
    static boolean isAbove(DecisionContext context, MemberRole role, ConversationState state) {
        // Roles are listed from the highest to the lowest.
        return state.member(context.actor())
                .filter(actor -> roleOf(actor).compareTo(role) < 0)
                .isPresent();
    }

    static MemberRole roleOf(GroupMember member) {
        return MemberRole.valueOf(member.getRole());
    }
}
