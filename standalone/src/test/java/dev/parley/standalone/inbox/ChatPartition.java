package dev.parley.standalone.inbox;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.model.ChatModel;
import dev.parley.testkit.model.Chosen;
import dev.parley.topologies.conversation.ConversationMachine;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A partition of conversations, and the log of its events. A model is kept beside it for what to ask next. */
final class ChatPartition {
    private static final LogPartition EVENTS = new LogPartition(Topics.EVENTS.name(), 0);
    private static final String EVENT_SINK = Output.sinkOf(Topics.EVENTS);
    private static final String SCHEDULED_SINK = Output.sinkOf(Topics.SCHEDULED);

    final ChatModel model = new ChatModel();
    final List<EventRecord> events = new ArrayList<>();
    /** Offsets of events that are the first ones of a record of the log. */
    private final Set<Integer> begins = new HashSet<>();

    private final Machine<Action> machine;
    private final AvroReader<Event> eventReader;
    private final AvroReader<ScheduledMessage> scheduledReader;

    ChatPartition(SchemaRegistry registry) {
        machine = ConversationMachine.factory(registry).apply(new InMemoryKeyValues());
        eventReader = new AvroReader<>(registry, Event.getClassSchema());
        scheduledReader = new AvroReader<>(registry, ScheduledMessage.getClassSchema());
    }

    /** Whether the event there is the first one that came of a record of the log. */
    boolean begins(int offset) {
        return begins.contains(offset);
    }

    /** Decides an action; returns what happened. */
    List<Event> send(Action action, long time) {
        begins.add(events.size());
        var happened = new ArrayList<Event>();
        var scheduled = new ArrayList<ScheduledMessage>();
        for (var output : machine.apply(action, time).outputs()) {
            if (output.sink().equals(EVENT_SINK)) {
                var event = eventReader.read(output.bytes());
                happened.add(event);
                events.add(new EventRecord(EVENTS, events.size(), event, output.bytes()));
            } else if (output.sink().equals(SCHEDULED_SINK)) {
                scheduled.add(scheduledReader.read(output.bytes()));
            }
        }
        model.apply(action, time, Chosen.in(happened, scheduled));
        return happened;
    }
}
