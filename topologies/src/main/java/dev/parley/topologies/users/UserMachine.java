package dev.parley.topologies.users;

import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.DecisionShell;
import dev.parley.topologies.machine.Domain;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.OutcomeTarget;
import dev.parley.topologies.machine.Outcomes;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.machine.Request;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import dev.parley.topologies.users.UserChange.Changed;
import dev.parley.topologies.users.UserChange.Impossible;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * The users of one partition (keys {@code U}): each change is a new version. What they set for themselves
 * alone on messages is {@link Marks}, on conversations {@link Settings}.
 */
public final class UserMachine implements Domain<UserAction> {
    private static final byte USER = 'U';
    private static final String SINK = Output.sinkOf(Topics.USERS);

    private final AvroWriter<User> writer;
    private final Marks marks;
    private final Settings settings;
    private final StateCodec<User> users = new StateCodec<>(User.getClassSchema());

    private UserMachine(AvroWriter<User> writer, Marks marks, Settings settings) {
        this.writer = writer;
        this.marks = marks;
        this.settings = settings;
    }

    /** Makes the machine of a partition over its state; what is made shares the writers. */
    public static Function<KeyValues, Machine<UserAction>> factory(SchemaRegistry registry) {
        var writer = new AvroWriter<User>(registry, Topics.USERS.name(), User.getClassSchema());
        var marks = new AvroWriter<MessageMark>(registry, Topics.MESSAGE_MARKS.name(), MessageMark.getClassSchema());
        var settings = new AvroWriter<ConversationSettings>(
                registry, Topics.CONVERSATION_SETTINGS.name(), ConversationSettings.getClassSchema());
        var outcomes = new Outcomes(registry);
        return state -> new DecisionShell<>(
                state,
                new UserMachine(writer, new Marks(marks), new Settings(settings)),
                outcomes,
                Topics.USER_ACTIONS);
    }

    @Override
    public Optional<Request> requestOf(UserAction action) {
        var target = new OutcomeTarget(
                action.getTenant(), "u:" + action.getUser(), action.getActionId(), action.getReplyTo());
        return Optional.of(new Request(target, action.getActor(), askedIn(action)));
    }

    /** Up to which seq a conversation is hidden is what the edge read: a retry may come with a higher one, and is the same request. */
    private static Object askedIn(UserAction action) {
        return action.getBody() instanceof UpdateConversationSettings update
                ? UpdateConversationSettings.newBuilder(update).setHiddenUpTo(0).build()
                : action.getBody();
    }

    @Override
    public boolean isSupported(Object body) {
        return body instanceof SpecificRecord;
    }

    @Override
    public Decided decide(UserAction action, ActionIdentity identity, long now, KeyValues draft) {
        if (action.getBody() instanceof UpdateConversationSettings update) {
            return settings.decide(action, update, now, draft);
        }
        var mark = MarkRequest.in(action.getBody());
        return mark.isPresent() ? marks.decide(action, mark.get(), now, draft) : decideUser(action, now, draft);
    }

    private Decided decideUser(UserAction action, long now, KeyValues draft) {
        var key = Keys.of(action.getTenant(), action.getUser());
        var stateKey = ByteBuffer.allocate(1 + key.length).put(USER).put(key).array();
        return switch (UserChange.of(action, users.read(draft.get(stateKey)), now)) {
            case Impossible(var error) -> new Decided.Refused(error);
            case Changed(var user) -> {
                var bytes = writer.write(user);
                draft.put(stateKey, users.write(user));
                var version = user.getVersion();
                yield new Happened(
                        List.of(new Output(SINK, key, Output.SAME, bytes)),
                        new Numbers(version, version, 0),
                        bytes,
                        false,
                        List.of());
            }
        };
    }
}
