package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.messages.MessageExpiry;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Decided.Deferred;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.Decided.Refused;
import dev.parley.topologies.machine.Fired;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.machine.TimerQueue.Timer;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.state.TimerEntry;
import dev.parley.topologies.state.TimerKind;
import dev.parley.topologies.state.WaitingMessage;
import dev.parley.topologies.store.DraftKeyValues;
import dev.parley.topologies.store.KeyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens later in the conversations of a partition: messages that are sent, and messages that expire. One thread. */
final class ConversationTimers {
    private final ScheduledEncoder encoder;
    private final TimerQueue timers = new TimerQueue();

    ConversationTimers(ScheduledEncoder encoder) {
        this.encoder = encoder;
    }

    /** What a conversation decides of actions and events, whoever causes them. */
    interface Decisions {
        Decided decide(Action action, ActionIdentity identity, long now, KeyValues draft);

        Happened number(DecisionContext context, ConversationState state, List<EventDraft> drafts);
    }

    TimerQueue timers() {
        return timers;
    }

    ConversationState state(KeyValues draft, String tenant, String conversation) {
        return new ConversationState(draft, tenant, conversation, timers);
    }

    /** The message of the action waits until then. */
    Happened schedule(DecisionContext context, ConversationState state, long due) {
        var action = context.action();
        var id = context.newMessageId();
        var message = ScheduledEncoder.waiting(action, id);
        state.scheduled()
                .add(context, id, new WaitingMessage(context.actor(), due, encoder.write(action), state.incarnation()));
        state.messages().keep(message.getReplyToId(), due, context);
        state.messages().keep(message.getParentId(), due, context);
        return happened(state, message);
    }

    /** The message is not sent any more. */
    Happened cancel(ConversationState state, String id) {
        var waiting = state.scheduled().find(id).orElseThrow();
        state.scheduled().remove(id, waiting);
        return happened(state, ScheduledEncoder.cancelled(encoder.read(waiting.getAction()), id));
    }

    /** No event; the answer is the record without its content, which the client has. */
    private Happened happened(ConversationState state, ScheduledMessage message) {
        var head = state.head();
        var answer = ScheduledMessage.newBuilder(message).setContent(null).build();
        return new Happened(
                List.of(encoder.output(message)),
                new Numbers(head.getSeq() + 1, head.getSeq(), head.getMessageNo()),
                encoder.write(answer),
                false,
                state.factKeys());
    }

    /** Sets the timer of a new message that expires, and removes that of one that is deleted. */
    void follow(DecisionContext context, ConversationState state, EventDraft draft) {
        var about = draft.fact();
        if (about == null || about.fact().getExpiresAt() == 0) {
            return;
        }
        var expiresAt = about.fact().getExpiresAt();
        if (about.fact().getDeleted()) {
            state.scheduled().keepFromExpiring(about.messageId(), expiresAt);
        } else if (draft.body() instanceof MessageCreated created) {
            state.scheduled().expire(context, about.messageId(), expiresAt);
            state.messages().keep(created.getParentId(), expiresAt, context);
        }
    }

    Fired fire(Timer timer, long now, KeyValues draft, Decisions decisions) {
        var entry = ScheduledMessages.read(timer);
        return switch (entry.getKind()) {
            case SEND -> send(entry, now, draft, decisions);
            case EXPIRE -> expire(entry, timer, now, draft, decisions);
        };
    }

    /** Ends a timer whose decision failed. */
    Fired giveUp(Timer timer, KeyValues draft) {
        var entry = ScheduledMessages.read(timer);
        return entry.getKind() == TimerKind.SEND
                ? taken(entry, state(draft, entry.getTenant(), entry.getConversation()))
                        .map(waiting -> failed(waiting, entry.getId(), ErrorCode.INTERNAL))
                        .orElse(Fired.NOTHING)
                : Fired.NOTHING;
    }

    /** A message, which no longer waits. */
    private static Optional<WaitingMessage> taken(TimerEntry entry, ConversationState state) {
        var found = state.scheduled().find(entry.getId());
        found.ifPresent(waiting -> state.scheduled().remove(entry.getId(), waiting));
        return found;
    }

    private Fired send(TimerEntry entry, long now, KeyValues draft, Decisions decisions) {
        var state = state(draft, entry.getTenant(), entry.getConversation());
        return taken(entry, state)
                .map(waiting -> isForThisGroup(waiting, state)
                        ? send(encoder.read(waiting.getAction()), entry.getId(), now, draft, decisions)
                        : failed(waiting, entry.getId(), ErrorCode.GROUP_NOT_FOUND))
                .orElse(Fired.NOTHING);
    }

    /** What was written for the members of a former group of the same id is not for those of this one. */
    private static boolean isForThisGroup(WaitingMessage waiting, ConversationState state) {
        return waiting.getIncarnation() == null || waiting.getIncarnation() == state.incarnation();
    }

    private Fired failed(WaitingMessage waiting, String id, ErrorCode error) {
        return fired(List.of(), ScheduledEncoder.failed(encoder.read(waiting.getAction()), id, error), List.of());
    }

    private Fired send(Action action, String id, long now, KeyValues draft, Decisions decisions) {
        var body = ((ScheduleMessage) action.getBody()).getMessage();
        var post = Action.newBuilder(action).setBody(body).build();
        // Not the action's: its key may be used again after a day, while the first message still waits for the same
        // time.
        var identity = ActionIdentity.of(action.getTenant(), action.getActor(), action.getConversation(), id);
        // What a refused message had drafted does not happen, but it is over all the same.
        var attempt = new DraftKeyValues(draft);
        return switch (decisions.decide(post, identity, now, attempt)) {
            case Happened happened -> {
                attempt.commit();
                var sent = ScheduledEncoder.sent(action, id, MessageIds.of(now, identity));
                yield fired(happened.outputs(), sent, happened.facts());
            }
            case Refused(var error, var _) -> fired(List.of(), ScheduledEncoder.failed(action, id, error), List.of());
            case Deferred(var outputs) -> {
                attempt.commit();
                yield fired(outputs, ScheduledEncoder.sent(action, id, null), List.of());
            }
        };
    }

    private Fired fired(List<Output> outputs, ScheduledMessage message, List<byte[]> facts) {
        var all = new ArrayList<>(outputs);
        all.add(encoder.output(message));
        return new Fired(all, facts);
    }

    /** Nothing where the message was deleted before. */
    private Fired expire(TimerEntry entry, Timer timer, long now, KeyValues draft, Decisions decisions) {
        var state = state(draft, entry.getTenant(), entry.getConversation());
        var action = Action.newBuilder()
                .setTenant(entry.getTenant())
                .setConversation(entry.getConversation())
                .setActionId("")
                .setBody(new DeleteMessage(entry.getId()))
                .build();
        var context = new DecisionContext(action, "", new ActionIdentity(timer.identity()), now);
        var drafts = MessageExpiry.events(context, entry.getId(), state);
        if (drafts.isEmpty()) {
            return Fired.NOTHING;
        }
        var happened = decisions.number(context, state, drafts);
        return new Fired(happened.outputs(), happened.facts());
    }
}
