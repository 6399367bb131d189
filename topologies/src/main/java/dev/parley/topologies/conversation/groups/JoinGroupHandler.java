package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.state.Group;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The actor becomes a member, where the group lets them in. To a stranger a private group is not there. */
public final class JoinGroupHandler implements ActionHandler<JoinGroup> {
    @Override
    public Verdict decide(DecisionContext context, JoinGroup join, ConversationState state) {
        var group = state.group();
        if (group.isEmpty()) {
            return new Rejected(ErrorCode.GROUP_NOT_FOUND);
        }
        if (state.member(context.actor()).isPresent()) {
            return new Rejected(ErrorCode.ALREADY_A_MEMBER);
        }
        return refusalOf(context, group.get(), join.getPasswordKey(), state)
                .<Verdict>map(Rejected::new)
                .orElseGet(() -> joined(context, group.get(), state));
    }

    private static Verdict joined(DecisionContext context, Group group, ConversationState state) {
        var count = group.getMemberCount() + 1;
        state.setMemberCount(group, count);
        state.members().add(context.actor(), MemberRole.PARTICIPANT, state.headSeq() + 1);
        return Accepted.one(
                EventDraft.of(new MemberJoined(context.actor(), MemberRole.PARTICIPANT, count, null, null)));
    }

    private static Optional<ErrorCode> refusalOf(
            DecisionContext context, Group group, @Nullable ByteBuffer given, ConversationState state) {
        var access = GroupAccess.valueOf(group.getAccess());
        if (access != GroupAccess.PRIVATE && state.members().isBanned(context.actor(), context.now())) {
            return Optional.of(ErrorCode.BANNED);
        }
        return switch (access) {
            case PUBLIC -> Optional.empty();
            case PRIVATE -> Optional.of(ErrorCode.GROUP_NOT_FOUND);
            case PASSWORD ->
                isSame(group.getPasswordKey(), given) ? Optional.empty() : Optional.of(ErrorCode.PASSWORD_WRONG);
        };
    }

    private static boolean isSame(@Nullable ByteBuffer expected, @Nullable ByteBuffer given) {
        return expected != null && given != null && MessageDigest.isEqual(bytesOf(expected), bytesOf(given));
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
