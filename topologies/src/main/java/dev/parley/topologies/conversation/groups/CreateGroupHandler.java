package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.GroupCreated;
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
import java.util.List;
import java.util.Objects;

/** A group begins; the actor owns it. */
public final class CreateGroupHandler implements ActionHandler<CreateGroup> {
    @Override
    public Verdict decide(DecisionContext context, CreateGroup create, ConversationState state) {
        if (!context.conversation().startsWith("g:")) {
            return new Rejected(ErrorCode.CONVERSATION_INVALID);
        }
        if (state.group().isPresent()) {
            return new Rejected(ErrorCode.GROUP_EXISTS);
        }
        var owner = context.actor();
        var seq = state.headSeq() + 1;
        var mentionAllFrom = Objects.requireNonNullElse(create.getMentionAllFrom(), MemberRole.PARTICIPANT);
        state.beginGroup(new Group(
                create.getAccess().name(), create.getPasswordKey(), owner, 1L, 0, seq, seq, mentionAllFrom.name()));
        state.members().add(owner, MemberRole.OWNER, seq + 1);
        var created = GroupCreated.newBuilder()
                .setName(create.getName())
                .setAccess(create.getAccess())
                .setOwner(owner)
                .setDescription(create.getDescription())
                .setIcon(create.getIcon())
                .setTags(create.getTags())
                .setMetadata(create.getMetadata())
                .setIncarnation(state.incarnation())
                .setMentionAllFrom(mentionAllFrom)
                .build();
        return new Accepted(List.of(
                EventDraft.of(created), EventDraft.of(new MemberJoined(owner, MemberRole.OWNER, 1L, null, null))));
    }
}
