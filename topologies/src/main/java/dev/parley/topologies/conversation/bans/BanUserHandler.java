package dev.parley.topologies.conversation.bans;

import dev.parley.schemas.BanUser;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Ranks;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.conversation.Verdict.Unchanged;
import java.util.Objects;

/** A moderator and above keeps a user out; a membership ends with it. The same ban again changes nothing. */
public final class BanUserHandler implements ActionHandler<BanUser> {
    @Override
    public Verdict decide(DecisionContext context, BanUser ban, ConversationState state) {
        var refusal = Ranks.moderationRefusalOf(context, ban.getUser(), state);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        if (EndTime.of(ban.getUntil()) <= context.now()) {
            return new Rejected(ErrorCode.UNTIL_PASSED);
        }
        return isAsBefore(ban, state) ? new Unchanged() : banned(ban, state);
    }

    private static boolean isAsBefore(BanUser ban, ConversationState state) {
        return state.members()
                .ban(ban.getUser())
                .filter(before -> before.getUntil() == EndTime.of(ban.getUntil()))
                .filter(before -> Objects.equals(before.getReason(), ban.getReason()))
                .filter(_ -> state.member(ban.getUser()).isEmpty())
                .isPresent();
    }

    private static Verdict banned(BanUser ban, ConversationState state) {
        var user = ban.getUser();
        var group = state.group().orElseThrow();
        var wasMember = state.member(user).isPresent();
        var count = group.getMemberCount() - (wasMember ? 1 : 0);
        if (wasMember) {
            state.setMemberCount(group, count);
            state.members().remove(user);
        }
        state.members().setBan(user, EndTime.of(ban.getUntil()), ban.getReason());
        return Accepted.one(EventDraft.of(new MemberBanned(user, ban.getUntil(), ban.getReason(), count, wasMember)));
    }
}
