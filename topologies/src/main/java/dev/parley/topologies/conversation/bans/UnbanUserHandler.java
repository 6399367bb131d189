package dev.parley.topologies.conversation.bans;

import dev.parley.schemas.MemberUnbanned;
import dev.parley.schemas.UnbanUser;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Ranks;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.conversation.Verdict.Unchanged;

/** A moderator and above lifts a ban. */
public final class UnbanUserHandler implements ActionHandler<UnbanUser> {
    @Override
    public Verdict decide(DecisionContext context, UnbanUser unban, ConversationState state) {
        var refusal = Ranks.moderationRefusalOf(context, unban.getUser(), state);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        var isBanned = state.members().isBanned(unban.getUser(), context.now());
        // An expired ban is removed from the state, too.
        state.members().removeBan(unban.getUser());
        return isBanned ? Accepted.one(EventDraft.of(new MemberUnbanned(unban.getUser()))) : new Unchanged();
    }
}
