package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Cancelled;
import dev.parley.topologies.conversation.Verdict.Rejected;

/** The author takes a scheduled message back, also after leaving the group. To others it is not there. */
public final class CancelScheduledHandler implements ActionHandler<CancelScheduled> {
    @Override
    public Verdict decide(DecisionContext context, CancelScheduled cancel, ConversationState state) {
        return state.scheduled()
                .find(cancel.getScheduledId())
                .filter(waiting -> waiting.getAuthor().equals(context.actor()))
                .<Verdict>map(_ -> new Cancelled(cancel.getScheduledId()))
                .orElseGet(() -> new Rejected(ErrorCode.SCHEDULED_NOT_FOUND));
    }
}
