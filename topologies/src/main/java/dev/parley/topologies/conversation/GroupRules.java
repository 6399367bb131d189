package dev.parley.topologies.conversation;

import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import dev.parley.topologies.conversation.Rules.Question;
import dev.parley.topologies.conversation.Verdict.Draft;
import dev.parley.topologies.conversation.Verdict.Happens;
import dev.parley.topologies.conversation.Verdict.Refused;
import dev.parley.topologies.state.ConversationHead;
import dev.parley.topologies.state.GroupMember;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a group begins, and who comes and goes. */
final class GroupRules {
    private GroupRules() {}

    static Verdict create(Question question, CreateGroup create, ConversationState state) {
        if (!question.action().getConversation().startsWith("g:")) {
            return new Refused(ConversationRefusal.CONVERSATION_INVALID);
        }
        if (state.head() != null) {
            return new Refused(ConversationRefusal.GROUP_EXISTS);
        }
        var owner = question.actor();
        state.setHead(ConversationHead.newBuilder()
                .setAccess(create.getAccess().name())
                .setPasswordKey(create.getPasswordKey())
                .setOwner(owner)
                .setMemberCount(1)
                .build());
        state.setMember(owner, new GroupMember(MemberRole.OWNER.name(), 2L, 1));
        var created = GroupCreated.newBuilder()
                .setName(create.getName())
                .setAccess(create.getAccess())
                .setOwner(owner)
                .setDescription(create.getDescription())
                .setIcon(create.getIcon())
                .setTags(create.getTags())
                .setMetadata(create.getMetadata())
                .build();
        return new Happens(
                List.of(new Draft(created, null), new Draft(new MemberJoined(owner, MemberRole.OWNER, 1L), null)));
    }

    static Verdict join(Question question, JoinGroup join, ConversationState state) {
        var head = state.head();
        if (head == null) {
            return new Refused(ConversationRefusal.GROUP_NOT_FOUND);
        }
        if (state.member(question.actor(), head.getIncarnation()) != null) {
            return new Refused(ConversationRefusal.ALREADY_A_MEMBER);
        }
        var refusal = accessRefusal(head, join.getPasswordKey());
        if (refusal != null) {
            return new Refused(refusal);
        }
        var count = head.getMemberCount() + 1;
        state.setHead(ConversationHead.newBuilder(head).setMemberCount(count).build());
        state.setMember(
                question.actor(),
                new GroupMember(MemberRole.PARTICIPANT.name(), head.getSeq() + 1, head.getIncarnation()));
        return Happens.one(new MemberJoined(question.actor(), MemberRole.PARTICIPANT, count));
    }

    static Verdict leave(Question question, ConversationState state) {
        var head = state.head();
        if (head == null) {
            return new Refused(ConversationRefusal.GROUP_NOT_FOUND);
        }
        if (state.member(question.actor(), head.getIncarnation()) == null) {
            return new Refused(ConversationRefusal.NOT_A_MEMBER);
        }
        if (head.getOwner().equals(question.actor())) {
            return new Refused(ConversationRefusal.OWNER_CANNOT_LEAVE);
        }
        var count = head.getMemberCount() - 1;
        state.setHead(ConversationHead.newBuilder(head).setMemberCount(count).build());
        state.removeMember(question.actor());
        return Happens.one(new MemberLeft(question.actor(), count));
    }

    private static @Nullable ConversationRefusal accessRefusal(ConversationHead head, @Nullable ByteBuffer given) {
        return switch (GroupAccess.valueOf(head.getAccess())) {
            case PUBLIC -> null;
            case PRIVATE -> ConversationRefusal.NOT_INVITED;
            case PASSWORD -> isSame(head.getPasswordKey(), given) ? null : ConversationRefusal.PASSWORD_WRONG;
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
