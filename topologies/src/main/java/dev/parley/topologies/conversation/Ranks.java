package dev.parley.topologies.conversation;

import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.state.GroupMember;
import java.util.Optional;

/** Who may do something to whom: the actor's role must be above the other's. Roles are listed from the highest to the lowest. */
public final class Ranks {
    private Ranks() {}

    /**
     * Why the actor may not do to a member what needs such a role, or a higher one; empty where it may.
     *
     * @param user who must be a member of a lower role than the actor's
     */
    public static Optional<ErrorCode> refusalOf(
            DecisionContext context, MemberRole atLeast, String user, ConversationState state) {
        return state.roleRefusal(context, atLeast)
                .or(() -> state.member(user).isEmpty()
                        ? Optional.of(ErrorCode.MEMBER_NOT_FOUND)
                        : refusalBelow(context, user, state));
    }

    /** Why the actor may not act on a user as moderators and above may; a user who is no member counts as a participant. */
    public static Optional<ErrorCode> moderationRefusalOf(
            DecisionContext context, String user, ConversationState state) {
        return state.roleRefusal(context, MemberRole.MODERATOR).or(() -> refusalBelow(context, user, state));
    }

    private static Optional<ErrorCode> refusalBelow(DecisionContext context, String user, ConversationState state) {
        var role = state.member(user).map(Ranks::roleOf).orElse(MemberRole.PARTICIPANT);
        return isAbove(context, role, state) ? Optional.empty() : Optional.of(ErrorCode.NOT_PERMITTED);
    }

    /** Whether the actor's role is above this one. */
    public static boolean isAbove(DecisionContext context, MemberRole role, ConversationState state) {
        return state.member(context.actor())
                .filter(actor -> roleOf(actor).compareTo(role) < 0)
                .isPresent();
    }

    static boolean isAtLeast(GroupMember member, MemberRole role) {
        return roleOf(member).compareTo(role) <= 0;
    }

    public static MemberRole roleOf(GroupMember member) {
        return MemberRole.valueOf(member.getRole());
    }
}
