package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.Action;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.model.Answer;
import dev.parley.testkit.model.ChatModel;
import dev.parley.testkit.model.Chosen;
import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A partition with a model beside it: whatever it is asked, both must say the same. A crash loses what was not committed. */
final class ModelledPartition {
    private static final byte[] NO_ID = new byte[16];
    private static final String EVENTS = Output.sinkOf(Topics.EVENTS);
    private static final String SCHEDULED = Output.sinkOf(Topics.SCHEDULED);

    final ChatModel model = new ChatModel();
    /** Everything that happened, by tenant and conversation. */
    final Map<String, List<Event>> events = new TreeMap<>();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<Event> eventReader = new AvroReader<>(registry, Event.getClassSchema());
    private final AvroReader<Outcome> outcomeReader = new AvroReader<>(registry, Outcome.getClassSchema());
    private final AvroReader<ScheduledMessage> scheduledReader =
            new AvroReader<>(registry, ScheduledMessage.getClassSchema());
    private final AvroWriter<ScheduledMessage> scheduledWriter =
            new AvroWriter<>(registry, Topics.SCHEDULED.name(), ScheduledMessage.getClassSchema());
    private final List<Step> uncommitted = new ArrayList<>();
    /** What answers have shown, by the id of the action. */
    private final Map<String, byte[]> records = new HashMap<>();

    private InMemoryKeyValues committed = new InMemoryKeyValues();
    private InMemoryKeyValues state = committed.copy();
    private Machine<Action> machine = Chat.machine(state, registry);

    private record Step(Action action, long time, List<Output> outputs) {}

    /** The state as a broker would keep it. */
    void commit() {
        committed = state.copy();
        uncommitted.clear();
    }

    /** Begins again with what was committed, and decides again what was not. */
    void crash() {
        state = committed.copy();
        machine = Chat.machine(state, registry);
        for (var step : uncommitted) {
            var again = machine.apply(step.action, step.time).outputs();
            assertEquals(step.outputs.size(), again.size(), () -> "after a crash: " + step.action);
            for (var i = 0; i < again.size(); i++) {
                var number = i;
                assertArrayEquals(
                        step.outputs.get(i).bytes(),
                        again.get(i).bytes(),
                        () -> "after a crash: " + number + step.action);
            }
        }
    }

    void send(Action action, long time) {
        var decision = machine.apply(action, time);
        uncommitted.add(new Step(action, time, decision.outputs()));
        decision.defect().ifPresent(defect -> {
            throw new AssertionError("a defect", defect);
        });
        assertEquals(List.of(), decision.failedTimers());
        var happened = happened(decision);
        var scheduled = scheduled(decision);
        var expected = model.apply(action, time, Chosen.in(happened, scheduled));
        var answer = answer(action, decision);
        var isAwaited = action.getReplyTo() != null;
        assertSame(expected.events(), withoutIds(happened));
        assertEquals(isAwaited ? expected.answer() : new Answer.None(), answerOf(answer));
        assertEquals(expected.scheduled(), scheduled);
        var record = answer != null && answer.getResult() instanceof Accepted accepted ? recordOf(accepted) : null;
        if (isAwaited && expected.answer() instanceof Answer.Accepted accepted) {
            // The answer shows the record, again where it is repeated.
            if (!expected.isRepeated()) {
                assertArrayEquals(shown(action, accepted, decision), record);
            } else if (records.containsKey(idOf(action))) {
                assertArrayEquals(records.get(idOf(action)), record);
            }
        }
        if (!expected.isRepeated()) {
            records.remove(idOf(action));
        }
        if (record != null) {
            records.put(idOf(action), record);
        }
    }

    /** The events, each under the key and in the partition of its conversation. */
    private List<Event> happened(Decision decision) {
        var happened = new ArrayList<Event>();
        for (var output : decision.outputs()) {
            if (output.sink().equals(EVENTS)) {
                var event = eventReader.read(output.bytes());
                assertEquals(Output.SAME, output.partition());
                assertArrayEquals(Keys.of(event.getTenant(), event.getConversation()), output.key());
                events.computeIfAbsent(event.getTenant() + " " + event.getConversation(), _ -> new ArrayList<>())
                        .add(event);
                happened.add(event);
            }
        }
        return happened;
    }

    private List<ScheduledMessage> scheduled(Decision decision) {
        return decision.outputs().stream()
                .filter(output -> output.sink().equals(SCHEDULED))
                .map(output -> scheduledReader.read(output.bytes()))
                .toList();
    }

    /** The record that the answer must show: the first event, or what was scheduled, without its content. */
    private byte @Nullable [] shown(Action action, Answer.Accepted accepted, Decision decision) {
        for (var output : decision.outputs()) {
            if (output.sink().equals(EVENTS)) {
                var event = eventReader.read(output.bytes());
                if (event.getSeq() == accepted.firstSeq()
                        && event.getTenant().equals(action.getTenant())
                        && event.getConversation().equals(action.getConversation())) {
                    return output.bytes();
                }
            }
        }
        var isLater = action.getBody() instanceof ScheduleMessage || action.getBody() instanceof CancelScheduled;
        return isLater
                ? scheduledWriter.write(
                        ScheduledMessage.newBuilder(scheduled(decision).getLast())
                                .setContent(null)
                                .build())
                : null;
    }

    /** One by one, because a record may fire many timers. */
    private static void assertSame(List<Event> expected, List<Event> happened) {
        for (var i = 0; i < Math.min(expected.size(), happened.size()); i++) {
            var number = i;
            assertEquals(expected.get(i), happened.get(i), () -> "event " + number + " of " + expected.size());
        }
        assertEquals(expected.size(), happened.size(), "events");
    }

    private static List<Event> withoutIds(List<Event> events) {
        return events.stream()
                .map(event -> Event.newBuilder(event)
                        .setEventId(new EventId(NO_ID.clone()))
                        .build())
                .toList();
    }

    /** The one outcome where somebody waits for it. */
    private @Nullable Outcome answer(Action action, Decision decision) {
        var outcomes = decision.outputs().stream()
                .filter(output -> output.sink().equals(Output.OUTCOMES))
                .map(output -> outcomeReader.read(output.bytes()))
                .toList();
        if (outcomes.isEmpty()) {
            return null;
        }
        assertEquals(1, outcomes.size());
        var outcome = outcomes.getFirst();
        assertEquals(action.getTenant(), outcome.getTenant());
        assertEquals(action.getConversation(), outcome.getResource());
        assertEquals(action.getActionId(), outcome.getActionId());
        assertEquals(action.getReplyTo(), outcome.getReplyTo());
        return outcome;
    }

    private static Answer answerOf(@Nullable Outcome outcome) {
        return switch (outcome == null ? null : outcome.getResult()) {
            case null -> new Answer.None();
            case Accepted accepted -> new Answer.Accepted(accepted.getFirstSeq(), accepted.getLastSeq());
            case Rejected rejected -> new Answer.Refused(rejected.getCode());
            case Object other -> throw new AssertionError("an answer that nothing may get: " + other);
        };
    }

    private static String idOf(Action action) {
        return String.join("\0", action.getTenant(), action.getConversation(), action.getActor(), action.getActionId());
    }

    private static byte @Nullable [] recordOf(Accepted accepted) {
        var record = accepted.getRecord();
        if (record == null) {
            return null;
        }
        var bytes = new byte[record.remaining()];
        record.duplicate().get(bytes);
        return bytes;
    }
}
