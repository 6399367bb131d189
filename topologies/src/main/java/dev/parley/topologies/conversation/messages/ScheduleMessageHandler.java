package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ActionHandler;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.conversation.Verdict.Scheduled;
import java.time.Duration;

/**
 * A member sends a message later. It must be one that could be sent now; whether it is sent is decided then, by the handler of
 * messages. Partition time decides what lies ahead, so that no edge's clock counts.
 */
public final class ScheduleMessageHandler implements ActionHandler<ScheduleMessage> {
    /** A year, and a day for what is under way. */
    private static final Duration FURTHEST = Duration.ofDays(367);

    @Override
    public Verdict decide(DecisionContext context, ScheduleMessage schedule, ConversationState state) {
        var due = schedule.getSendAt().toEpochMilli();
        if (due <= context.now() || due - context.now() > FURTHEST.toMillis()) {
            return new Rejected(ErrorCode.SEND_AT_INVALID);
        }
        var refusal = PostMessageHandler.refusalOf(context, schedule.getMessage(), state);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return state.scheduled().isFull(context.actor()) ? new Rejected(ErrorCode.SCHEDULED_LIMIT) : new Scheduled(due);
    }
}
