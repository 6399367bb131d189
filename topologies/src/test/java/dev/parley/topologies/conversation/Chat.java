package dev.parley.topologies.conversation;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.Action;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.KeyValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partition to talk to in tests: sends actions to a machine and reads what comes of them. */
public final class Chat {
    static final String TENANT = "acme";
    static final long BEGIN = 1_700_000_000_000L;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<Event> events = new AvroReader<>(registry, Event.getClassSchema());
    private final AvroReader<Outcome> outcomes = new AvroReader<>(registry, Outcome.getClassSchema());
    private final AvroReader<ScheduledMessage> scheduled =
            new AvroReader<>(registry, ScheduledMessage.getClassSchema());
    private Machine<Action> machine;
    private long time = BEGIN;

    Chat(KeyValues state) {
        machine = machine(state, registry);
    }

    Chat() {
        this(new InMemoryKeyValues());
    }

    static Machine<Action> machine(KeyValues state, InMemoryRegistry registry) {
        return ConversationMachine.factory(registry).apply(state);
    }

    /** Everything that came of one action. */
    record Result(List<Event> events, Outcome outcome, List<Output> outputs) {
        Rejected rejected() {
            return (Rejected) outcome.getResult();
        }

        Accepted accepted() {
            return (Accepted) outcome.getResult();
        }

        Event event() {
            return events.getFirst();
        }
    }

    /** Goes on with another instance over a state, as after a restart. */
    void restart(KeyValues state) {
        machine = machine(state, registry);
    }

    long now() {
        return time;
    }

    void pass(long millis) {
        time += millis;
    }

    void pass(java.time.Duration duration) {
        pass(duration.toMillis());
    }

    Decision raw(Action action) {
        return machine.apply(action, time);
    }

    Result send(Action action) {
        var outputs = raw(action).outputs();
        var happened = eventsIn(outputs);
        var outcome = outputs.stream()
                .filter(output -> output.sink().equals(Output.OUTCOMES))
                .map(output -> outcomes.read(output.bytes()))
                .findFirst()
                .orElseThrow();
        return new Result(happened, outcome, outputs);
    }

    /** What happens by itself when nobody speaks. */
    List<Event> tick() {
        return eventsIn(raw(action("", "", "", new Tick())).outputs());
    }

    /** What happened, without an answer. */
    List<Event> eventsIn(List<Output> outputs) {
        return outputs.stream()
                .filter(output -> output.sink().equals(Output.sinkOf(Topics.EVENTS)))
                .map(output -> events.read(output.bytes()))
                .toList();
    }

    /** What became of scheduled messages. */
    List<ScheduledMessage> scheduledIn(List<Output> outputs) {
        return outputs.stream()
                .filter(output -> output.sink().equals(Output.sinkOf(Topics.SCHEDULED)))
                .map(output -> scheduled.read(output.bytes()))
                .toList();
    }

    /** The answer to a scheduling or its cancellation. */
    ScheduledMessage scheduledIn(Accepted accepted) {
        return scheduled.read(accepted.getRecord().array());
    }

    Event eventIn(Accepted accepted) {
        return events.read(accepted.getRecord().array());
    }

    static Action action(String conversation, String actor, String id, Object body) {
        return Action.newBuilder()
                .setTenant(TENANT)
                .setConversation(conversation)
                .setActor(actor)
                .setActionId(id)
                .setReplyTo(new ReplyAddress("edge-1", 2, 7L))
                .setBody(body)
                .build();
    }

    public static Action text(String conversation, String actor, String id, String text) {
        return action(conversation, actor, id, message(text, null));
    }

    static Action reply(String conversation, String actor, String id, String text, String replyToId) {
        return action(conversation, actor, id, message(text, replyToId));
    }

    static Action createGroup(String group, String actor, GroupAccess access, @Nullable String password) {
        var body = CreateGroup.newBuilder()
                .setName("The " + group)
                .setAccess(access)
                .setPasswordKey(bytes(password))
                .build();
        return action("g:" + group, actor, "create-" + group + "-" + actor, body);
    }

    static Action join(String group, String actor, String id, @Nullable String password) {
        return action("g:" + group, actor, id, new JoinGroup(bytes(password)));
    }

    static PostMessage message(String text, @Nullable String replyToId) {
        return PostMessage.newBuilder()
                .setContent(MessageContent.newBuilder().setText(text).build())
                .setReplyToId(replyToId)
                .build();
    }

    private static @Nullable ByteBuffer bytes(@Nullable String text) {
        return text == null ? null : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
