package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Control;
import dev.parley.schemas.Event;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.conversation.ConversationHandlers.Entry;
import dev.parley.topologies.conversation.EventEncoder.Place;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Cancelled;
import dev.parley.topologies.conversation.Verdict.Held;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.conversation.Verdict.Scheduled;
import dev.parley.topologies.conversation.Verdict.Unchanged;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Decided.Deferred;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.Decided.Refused;
import dev.parley.topologies.machine.DecisionShell;
import dev.parley.topologies.machine.Domain;
import dev.parley.topologies.machine.Fired;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.OutcomeTarget;
import dev.parley.topologies.machine.Outcomes;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.machine.Request;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.machine.TimerQueue.Timer;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.KeyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The conversations of one partition: finds the handler of an action, and gives its events their numbers. */
public final class ConversationMachine implements Domain<Action>, ConversationTimers.Decisions {
    private static final String SINK = Output.sinkOf(Topics.EVENTS);
    private static final List<Guard> GUARDS = List.of(new EdgeRefusal());

    private final EventEncoder events;
    private final Outcomes outcomes;
    private final ControlValues controls;
    private final ConversationTimers timers;

    private ConversationMachine(
            EventEncoder events, Outcomes outcomes, ControlValues controls, ConversationTimers timers) {
        this.events = events;
        this.outcomes = outcomes;
        this.controls = controls;
        this.timers = timers;
    }

    /** Makes the machine of a partition over its state; what is made shares the writers. */
    public static Function<KeyValues, Machine<Action>> factory(SchemaRegistry registry) {
        var events = new AvroWriter<Event>(registry, Topics.EVENTS.name(), Event.getClassSchema());
        var outcomes = new Outcomes(registry);
        return state -> new DecisionShell<>(
                state,
                new ConversationMachine(
                        new EventEncoder(events),
                        outcomes,
                        new ControlValues(state),
                        new ConversationTimers(new ScheduledEncoder(registry))),
                outcomes,
                Topics.ACTIONS);
    }

    @Override
    public Optional<Request> requestOf(Action action) {
        return switch (action.getBody()) {
            case Tick _, Control _ -> Optional.empty();
            case Object body -> Optional.of(new Request(targetOf(action), action.getActor(), body));
        };
    }

    @Override
    public boolean isSupported(Object body) {
        return ConversationHandlers.of(body).isPresent();
    }

    @Override
    public List<Output> control(Action action) {
        return action.getBody() instanceof Control control
                ? outcomes.acknowledged(targetOf(action), controls.take(action, control))
                : List.of();
    }

    @Override
    public Decided decide(Action action, ActionIdentity identity, long now, KeyValues draft) {
        var context = contextOf(action, identity, now);
        var state = timers.state(draft, action.getTenant(), action.getConversation());
        for (var guard : GUARDS) {
            var refusal = guard.refusalOf(context, state);
            if (refusal.isPresent()) {
                return new Refused(refusal.get());
            }
        }
        return decide(context, state, ConversationHandlers.of(action.getBody()).orElseThrow());
    }

    private Decided decide(DecisionContext context, ConversationState state, Entry<?> handler) {
        return switch (handler.decide(context, state)) {
            case Accepted(var drafts) -> number(context, state, drafts, handler.isReplayable(context));
            case Unchanged _ -> unchanged(state);
            case Scheduled(var due) -> timers.schedule(context, state, due);
            case Cancelled(var id) -> timers.cancel(state, id);
            case Rejected(var error, var retryAfterMs) -> new Refused(error, retryAfterMs);
            case Held _ -> new Deferred(List.of());
        };
    }

    /** No event: the range of seqs is empty, its end is the last event of the conversation. */
    private static Happened unchanged(ConversationState state) {
        var head = state.head();
        return new Happened(
                List.of(), new Numbers(head.getSeq() + 1, head.getSeq(), head.getMessageNo()), null, false, List.of());
    }

    @Override
    public Happened number(DecisionContext context, ConversationState state, List<EventDraft> drafts) {
        return number(context, state, drafts, false);
    }

    /** Gives the events their numbers, and keeps what later actions must know of them. */
    private Happened number(
            DecisionContext context, ConversationState state, List<EventDraft> drafts, boolean isReplayable) {
        var before = state.head();
        var seq = before.getSeq();
        var messageNo = before.getMessageNo();
        var key = Keys.of(context.action().getTenant(), context.conversation());
        var outputs = new ArrayList<Output>(drafts.size());
        for (var draft : drafts) {
            seq++;
            messageNo += draft.isMessage() ? 1 : 0;
            if (draft.fact() != null) {
                state.messages().set(draft.fact(), seq, context.now());
            }
            var bytes = events.encode(context.action(), draft, new Place(seq, messageNo, context.now()));
            outputs.add(new Output(SINK, key, Output.SAME, bytes));
        }
        // Only now: what a timer keeps of one message must not be lost by the fact that a later draft sets.
        drafts.forEach(draft -> timers.follow(context, state, draft));
        state.moveHead(seq, messageNo);
        var numbers = new Numbers(before.getSeq() + 1, seq, messageNo);
        return new Happened(outputs, numbers, outputs.getFirst().bytes(), isReplayable, state.factKeys());
    }

    @Override
    public TimerQueue timers() {
        return timers.timers();
    }

    @Override
    public Fired fire(Timer timer, long now, KeyValues draft) {
        return timers.fire(timer, now, draft, this);
    }

    @Override
    public Fired giveUp(Timer timer, long now, KeyValues draft) {
        return timers.giveUp(timer, draft);
    }

    @Override
    public byte @Nullable [] replay(Action retry, ActionIdentity identity, long at, Numbers numbers, byte[] eventId) {
        var context = contextOf(retry, identity, at);
        var place = new Place(numbers.firstSeq(), numbers.messageNo(), at);
        return ConversationHandlers.of(retry.getBody())
                .flatMap(handler -> handler.event(context))
                .map(draft -> events.encode(retry, draft, place))
                .filter(event -> EventEncoder.isEvent(event, eventId))
                .orElse(null);
    }

    @Override
    public byte[] proofOf(byte[] record) {
        return EventEncoder.idOf(record);
    }

    @Override
    public boolean isExpired(byte[] key, byte[] fact, long now) {
        return Messages.isExpired(key, fact, now);
    }

    @Override
    public byte @Nullable [] renewed(byte[] key, byte[] fact, long setAt, long now) {
        return Messages.renewed(key, fact, setAt, now);
    }

    private static DecisionContext contextOf(Action action, ActionIdentity identity, long now) {
        var actor = Objects.requireNonNull(action.getActor(), "An action of a client has an actor.");
        return new DecisionContext(action, actor, identity, now);
    }

    private static OutcomeTarget targetOf(Action action) {
        return new OutcomeTarget(
                action.getTenant(), action.getConversation(), action.getActionId(), action.getReplyTo());
    }
}
