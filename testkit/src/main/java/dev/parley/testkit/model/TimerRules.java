package dev.parley.testkit.model;

import dev.parley.schemas.Action;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.ScheduledState;
import dev.parley.testkit.model.Conversation.Waiting;
import java.time.Duration;
import java.util.Objects;

/** Messages that are sent later, and messages whose time is over. */
final class TimerRules {
    private static final int MOST_WAITING = 100;
    private static final long FURTHEST = Duration.ofDays(367).toMillis();
    private static final long FIRST = 1;
    private static final long LAST = 2;

    private TimerRules() {}

    static void schedule(Asking asking, ScheduleMessage schedule) {
        var due = schedule.getSendAt().toEpochMilli();
        Refusal.when(due <= asking.now || due - asking.now > FURTHEST, "send-at-invalid");
        MessageRules.mustBeAbleToSend(asking, schedule.getMessage());
        var waiting = asking.in.waiting.values().stream()
                .filter(message -> asking.actor.equals(message.action().getActor()))
                .count();
        Refusal.when(waiting >= MOST_WAITING, "scheduled-limit");
        var id = asking.chosen.scheduled();
        asking.in.waiting.put(id, new Waiting(asking.action, asking.in.group));
        asking.timers.add(new Timer(due, id, asking.in, true));
        asking.keep(schedule.getMessage().getReplyToId(), due);
        asking.keep(schedule.getMessage().getParentId(), due);
        asking.scheduled.add(record(asking.action, id, ScheduledState.WAITING).build());
    }

    static void cancel(Asking asking, CancelScheduled cancel) {
        var id = cancel.getScheduledId();
        var waiting = asking.in.waiting.get(id);
        if (waiting == null || !asking.actor.equals(waiting.action().getActor())) {
            throw new Refusal("scheduled-not-found");
        }
        asking.in.waiting.remove(id);
        asking.timers.removeIf(timer -> timer.id().equals(id));
        asking.scheduled.add(
                record(waiting.action(), id, ScheduledState.CANCELLED).build());
    }

    /** The action as it is decided when the timer is due. */
    static Action actionOf(Timer timer) {
        if (timer.isSending()) {
            var scheduled =
                    Objects.requireNonNull(timer.in().waiting.get(timer.id())).action();
            return Action.newBuilder(scheduled).setBody(messageIn(scheduled)).build();
        }
        return Action.newBuilder()
                .setTenant(timer.in().tenant)
                .setConversation(timer.in().name)
                .setActionId("")
                .setBody(new DeleteMessage(timer.id()))
                .build();
    }

    static void fire(Asking asking, Timer timer) {
        if (timer.isSending()) {
            send(asking, timer.id());
        } else {
            MessageRules.end(asking, asking.in.message(timer.id()), true);
        }
    }

    private static void send(Asking asking, String id) {
        var waiting = asking.in.waiting.remove(id);
        if (waiting == null) {
            throw new AssertionError("nothing waits: " + id);
        }
        var scheduled = waiting.action();
        try {
            // It was not written for the members of another group of this id.
            Refusal.when(asking.in.group != waiting.group(), "group-not-found");
            var post = (PostMessage) asking.action.getBody();
            var parent = MessageRules.mustBeAbleToSend(asking, post);
            var messageId = MessageRules.send(asking, post, parent);
            asking.scheduled.add(record(scheduled, id, ScheduledState.SENT)
                    .setMessageId(messageId)
                    .build());
        } catch (Refusal refusal) {
            asking.scheduled.add(record(scheduled, id, ScheduledState.FAILED)
                    .setCode(refusal.code())
                    .build());
        }
    }

    /** What is no longer needed of the content is not kept. */
    private static ScheduledMessage.Builder record(Action action, String id, ScheduledState state) {
        var message = messageIn(action);
        var isNeeded = state == ScheduledState.WAITING || state == ScheduledState.FAILED;
        return ScheduledMessage.newBuilder()
                .setTenant(action.getTenant())
                .setConversation(action.getConversation())
                .setId(id)
                .setUser(action.getActor())
                .setState(state)
                .setSendAt(((ScheduleMessage) action.getBody()).getSendAt())
                .setActionId(action.getActionId())
                .setKind(message.getKind())
                .setContent(isNeeded ? message.getContent() : null)
                .setParentId(message.getParentId())
                .setReplyToId(message.getReplyToId())
                .setExpiresInSeconds(message.getExpiresInSeconds())
                .setVersion(state == ScheduledState.WAITING ? FIRST : LAST);
    }

    private static PostMessage messageIn(Action action) {
        return ((ScheduleMessage) action.getBody()).getMessage();
    }
}
