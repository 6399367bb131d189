package dev.parley.topologies.conversation.bans;

import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import java.util.Optional;

/** Moderators and above may act on users of a lower role; a user who is no member counts as a participant. */
final class Authority {
    private Authority() {}

    /** Why the actor may not act on the user; empty where it may. */
    static Optional<ErrorCode> refusalOf(DecisionContext context, String user, ConversationState state) {
        var refusal = state.roleRefusal(context, MemberRole.MODERATOR);
        if (refusal.isPresent()) {
            return refusal;
        }
        // Roles are listed from the highest to the lowest.
        return roleOf(context.actor(), state).compareTo(roleOf(user, state)) < 0
                ? Optional.empty()
                : Optional.of(ErrorCode.NOT_PERMITTED);
    }

    private static MemberRole roleOf(String user, ConversationState state) {
        return state.member(user)
                .map(member -> MemberRole.valueOf(member.getRole()))
                .orElse(MemberRole.PARTICIPANT);
    }
}
