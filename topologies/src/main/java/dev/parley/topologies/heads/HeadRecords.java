package dev.parley.topologies.heads;

import dev.parley.schemas.Conversation;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.Member;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.Restriction;
import dev.parley.topologies.fold.RecordKey;
import dev.parley.topologies.state.FoldedGroup;
import dev.parley.topologies.state.FoldedHead;
import dev.parley.topologies.state.FoldedMember;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How heads and memberships are told. */
final class HeadRecords {
    private HeadRecords() {}

    /**
     * @param key of the record
     * @param group null in a direct conversation
     */
    static Conversation conversation(byte[] key, FoldedHead head, @Nullable FoldedGroup group) {
        var name = RecordKey.of(key);
        var conversation = Conversation.newBuilder()
                .setTenant(name.tenant())
                .setConversation(name.conversation())
                .setSeq(head.getSeq())
                .setMessageNo(head.getMessageNo())
                .setLastMessageAt(instant(head.getLastMessageAt()))
                .setLastMessageSeq(head.getLastMessageSeq())
                .setMemberCount(head.getMemberCount())
                .setCreatedAt(Instant.ofEpochMilli(head.getCreatedAt()))
                .setDeleted(head.getDeleted())
                .setIncarnation(head.getIncarnation())
                .setTags(List.of());
        return (group == null ? conversation : withGroup(conversation, group)).build();
    }

    private static Conversation.Builder withGroup(Conversation.Builder conversation, FoldedGroup group) {
        return conversation
                .setName(group.getName())
                .setAccess(GroupAccess.valueOf(group.getAccess()))
                .setOwner(group.getOwner())
                .setDescription(group.getDescription())
                .setIcon(group.getIcon())
                .setTags(group.getTags())
                .setMetadata(group.getMetadata())
                .setSlowModeSeconds(group.getSlowModeSeconds());
    }

    /** @param key of the record */
    static Member member(byte[] key, FoldedMember member) {
        var name = RecordKey.of(key);
        return Member.newBuilder()
                .setTenant(name.tenant())
                .setConversation(name.conversation())
                .setUser(name.user())
                .setIsMember(member.getIsMember())
                .setRole(MemberRole.valueOf(member.getRole()))
                .setJoinedSeq(member.getJoinedSeq())
                .setJoinedAt(Instant.ofEpochMilli(member.getJoinedAt()))
                .setLeftSeq(member.getLeftSeq())
                .setMutedUntil(instant(member.getMutedUntil()))
                .setIncarnation(member.getIncarnation())
                .setSeq(member.getSeq())
                .build();
    }

    /** @param key of the record */
    static Restriction restriction(byte[] key, FoldedMember member) {
        var name = RecordKey.of(key);
        return new Restriction(
                name.tenant(),
                name.conversation(),
                name.user(),
                false,
                instant(member.getMutedUntil()),
                member.getSeq());
    }

    private static @Nullable Instant instant(long milliseconds) {
        return milliseconds == 0 ? null : Instant.ofEpochMilli(milliseconds);
    }
}
