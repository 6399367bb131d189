package dev.parley.topologies.conversation.groups;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.UpdateGroup;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.state.Group;
import java.util.Objects;

/** An admin or the owner changes what a group shows and who may join. Fields that are not named stay as they are. */
public final class UpdateGroupHandler implements ActionHandler<UpdateGroup> {
    private static final String ACCESS = "access";
    private static final String SLOW_MODE = "slowModeSeconds";
    private static final String MENTION_ALL = "mentionAllFrom";

    @Override
    public Verdict decide(DecisionContext context, UpdateGroup update, ConversationState state) {
        return state.roleRefusal(context, MemberRole.ADMIN)
                .<Verdict>map(Rejected::new)
                .orElseGet(() -> decide(update, state.group().orElseThrow(), state));
    }

    private static Verdict decide(UpdateGroup update, Group group, ConversationState state) {
        if (update.getVersion() != null && update.getVersion() != group.getVersion()) {
            return new Rejected(ErrorCode.VERSION_CONFLICT);
        }
        state.setGroup(updated(update, group, state.headSeq() + 1));
        return Accepted.one(EventDraft.of(eventOf(update)));
    }

    private static Group updated(UpdateGroup update, Group group, long seq) {
        var changed = Group.newBuilder(group).setVersion(seq);
        if (update.getFields().contains(SLOW_MODE)) {
            changed.setSlowModeSeconds(update.getSlowModeSeconds());
        }
        if (update.getFields().contains(MENTION_ALL)) {
            changed.setMentionAllFrom(mentionAllFrom(update).name());
        }
        if (update.getFields().contains(ACCESS) && update.getAccess() != null) {
            var isByPassword = update.getAccess() == GroupAccess.PASSWORD;
            changed.setAccess(update.getAccess().name()).setPasswordKey(isByPassword ? update.getPasswordKey() : null);
        }
        return changed.build();
    }

    private static GroupUpdated eventOf(UpdateGroup update) {
        return new GroupUpdated(
                update.getFields(),
                update.getName(),
                update.getAccess(),
                update.getDescription(),
                update.getIcon(),
                update.getTags(),
                update.getMetadata(),
                update.getSlowModeSeconds(),
                mentionAllFrom(update));
    }

    /** Every member's, where nothing else is said. */
    private static MemberRole mentionAllFrom(UpdateGroup update) {
        return Objects.requireNonNullElse(update.getMentionAllFrom(), MemberRole.PARTICIPANT);
    }
}
