package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Control;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.conversation.EventEncoder.Place;
import dev.parley.topologies.conversation.Rules.Question;
import dev.parley.topologies.conversation.Verdict.Happens;
import dev.parley.topologies.conversation.Verdict.Refused;
import dev.parley.topologies.machine.Asked;
import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.MachineTopology;
import dev.parley.topologies.machine.Outcomes;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.memory.AskedDigest;
import dev.parley.topologies.memory.Recall.New;
import dev.parley.topologies.memory.Recall.Repeated;
import dev.parley.topologies.memory.Recall.Reused;
import dev.parley.topologies.state.ConversationHead;
import dev.parley.topologies.state.Digest;
import dev.parley.topologies.state.MessageFact;
import dev.parley.topologies.state.RememberedAction;
import dev.parley.topologies.store.DraftKeyValues;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.PartitionClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The conversations of one partition: dedup, authorise, order. */
final class ConversationMachine implements Machine<Action> {
    private static final byte[] NOTHING_ELSE = {};
    private static final String SINK = MachineTopology.sinkOf(Topics.EVENTS);

    private final KeyValues state;
    private final EventEncoder events;
    private final Outcomes outcomes;
    private final PartitionClock clock;
    private final ControlValues controls;
    private final ActionMemory memory = new ActionMemory();
    private final AskedDigest digests =
            new AskedDigest(Action.getClassSchema().getField("body").schema());

    ConversationMachine(KeyValues state, EventEncoder events, Outcomes outcomes) {
        this.state = state;
        this.events = events;
        this.outcomes = outcomes;
        this.clock = new PartitionClock(state, ActionMemory::youngest);
        this.controls = new ControlValues(state);
    }

    @Override
    public Decision apply(Action action, long recordTime) {
        var now = clock.advance(recordTime);
        memory.purge(state, now);
        var decision = switch (action.getBody()) {
            case Tick _ -> Decision.NOTHING;
            case Control control -> Decision.of(outcomes.acknowledged(asked(action), controls.take(action, control)));
            default -> decideOrKeep(action, now);
        };
        clock.keep();
        return decision;
    }

    private Decision decideOrKeep(Action action, long now) {
        try {
            return Decision.of(decideOnce(action, now));
        } catch (KafkaException | RegistryUnavailableException e) {
            // Not the decision failed, but what it stands on: Streams stops the task and begins again.
            throw e;
        } catch (RuntimeException e) {
            return new Decision(outcomes.rejected(asked(action), ConversationRefusal.INTERNAL), Optional.of(e));
        }
    }

    private List<Output> decideOnce(Action action, long now) {
        var actor = Objects.requireNonNull(action.getActor(), "An action of a client has an actor.");
        var identity = ActionIdentity.of(action.getTenant(), actor, action.getConversation(), action.getActionId());
        var question = new Question(action, actor, identity, now);
        var digest = digests.of(action.getBody());
        return switch (memory.recall(state, identity, digest, now)) {
            case New _ -> decide(question, new Digest(digest));
            case Repeated(var before) -> repeat(question, before);
            case Reused _ -> outcomes.rejected(asked(action), ConversationRefusal.ACTION_ID_REUSED);
        };
    }

    private List<Output> decide(Question question, Digest digest) {
        var draft = new DraftKeyValues(state);
        var action = question.action();
        var conversation = new ConversationState(draft, action.getTenant(), action.getConversation());
        var outputs = switch (Rules.decide(question, conversation)) {
            case Refused(var refusal) -> {
                var entry = RememberedAction.newBuilder()
                        .setAsked(digest)
                        .setRefusal(refusal.code())
                        .setAt(question.now())
                        .build();
                memory.remember(draft, question.identity(), entry, NOTHING_ELSE);
                yield outcomes.rejected(asked(action), refusal);
            }
            case Happens happens -> number(question, digest, happens, new Change(draft, conversation));
        };
        draft.commit();
        clock.proved();
        return outputs;
    }

    /** The state that a decision is about to make. */
    private record Change(DraftKeyValues draft, ConversationState conversation) {}

    /** Gives the events their numbers, and remembers what later actions must know of them. */
    private List<Output> number(Question question, Digest digest, Happens happens, Change change) {
        var conversation = change.conversation();
        var head = Objects.requireNonNullElseGet(
                conversation.head(), () -> ConversationHead.newBuilder().build());
        var seq = head.getSeq();
        var messageNo = head.getMessageNo();
        var alsoForgotten = NOTHING_ELSE;
        var key = Keys.of(question.action().getTenant(), question.action().getConversation());
        var outputs = new ArrayList<Output>(happens.events().size() + 1);
        byte @Nullable [] first = null;
        for (var draft : happens.events()) {
            seq++;
            if (draft.body() instanceof MessageCreated message) {
                messageNo++;
                conversation.setFact(message.getMessageId(), new MessageFact(question.actor(), seq, question.now()));
                alsoForgotten = conversation.factKey(message.getMessageId());
            }
            var bytes = events.encode(question.action(), draft, new Place(seq, messageNo, question.now()));
            first = first == null ? bytes : first;
            outputs.add(new Output(SINK, key, Output.SAME, bytes));
        }
        var firstEvent = Objects.requireNonNull(first, "What happens has an event.");
        conversation.setHead(advanced(head, seq, messageNo));
        var isRebuildable = question.action().getBody() instanceof PostMessage;
        var entry = new RememberedAction(
                digest,
                null,
                head.getSeq() + 1,
                seq,
                messageNo,
                question.now(),
                new Digest(EventEncoder.idOf(firstEvent)),
                isRebuildable ? null : ByteBuffer.wrap(firstEvent));
        memory.remember(change.draft(), question.identity(), entry, alsoForgotten);
        outputs.addAll(outcomes.accepted(asked(question.action()), entry.getFirstSeq(), seq, firstEvent));
        return outputs;
    }

    private static ConversationHead advanced(ConversationHead head, long seq, long messageNo) {
        return new ConversationHead(
                seq,
                messageNo,
                head.getAccess(),
                head.getPasswordKey(),
                head.getOwner(),
                head.getMemberCount(),
                head.getIncarnation());
    }

    private static Asked asked(Action action) {
        return new Asked(action.getTenant(), action.getConversation(), action.getActionId(), action.getReplyTo());
    }

    private List<Output> repeat(Question question, RememberedAction before) {
        var action = question.action();
        if (before.getRefusal() != null) {
            return outcomes.rejected(asked(action), ConversationRefusal.ofCode(before.getRefusal()));
        }
        return outcomes.accepted(asked(action), before.getFirstSeq(), before.getLastSeq(), eventOf(question, before));
    }

    /** The event of a repeated action: kept, or made again from the retry and proved by its id. */
    private byte @Nullable [] eventOf(Question question, RememberedAction before) {
        if (before.getRecord() != null) {
            return before.getRecord().array();
        }
        if (!(question.action().getBody() instanceof PostMessage post) || before.getEventId() == null) {
            return null;
        }
        var then = new Question(question.action(), question.actor(), question.identity(), before.getAt());
        var place = new Place(before.getFirstSeq(), before.getMessageNo(), before.getAt());
        var rebuilt = events.encode(question.action(), Posting.draft(then, post), place);
        return EventEncoder.isEvent(rebuilt, before.getEventId().bytes()) ? rebuilt : null;
    }
}
