package dev.parley.topologies.users;

import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.OpenSession;
import dev.parley.schemas.RevokeSession;
import dev.parley.schemas.RevokeSessions;
import dev.parley.schemas.Session;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.DecisionShell;
import dev.parley.topologies.machine.Domain;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.OutcomeTarget;
import dev.parley.topologies.machine.Outcomes;
import dev.parley.topologies.machine.Request;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.users.UserChange.Changed;
import dev.parley.topologies.users.UserChange.Impossible;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * The users of one partition ({@link UserRecords}): each change is a new version. What they set for themselves alone on messages is
 * {@link Marks}, on conversations {@link Settings}; the tokens that were given out are {@link Sessions}.
 */
public final class UserMachine implements Domain<UserAction> {
    private final UserRecords users;
    private final Marks marks;
    private final Settings settings;
    private final Sessions sessions;

    private UserMachine(UserRecords users, Marks marks, Settings settings, Sessions sessions) {
        this.users = users;
        this.marks = marks;
        this.settings = settings;
        this.sessions = sessions;
    }

    /** Makes the machine of a partition over its state; what is made shares the writers. */
    public static Function<KeyValues, Machine<UserAction>> factory(SchemaRegistry registry) {
        var writer = new AvroWriter<User>(registry, Topics.USERS.name(), User.getClassSchema());
        var marks = new AvroWriter<MessageMark>(registry, Topics.MESSAGE_MARKS.name(), MessageMark.getClassSchema());
        var settings = new AvroWriter<ConversationSettings>(
                registry, Topics.CONVERSATION_SETTINGS.name(), ConversationSettings.getClassSchema());
        var sessions = new AvroWriter<Session>(registry, Topics.SESSIONS.name(), Session.getClassSchema());
        var outcomes = new Outcomes(registry);
        return state -> {
            var users = new UserRecords(writer);
            var machine =
                    new UserMachine(users, new Marks(marks), new Settings(settings), new Sessions(sessions, users));
            return new DecisionShell<>(state, machine, outcomes, Topics.USER_ACTIONS);
        };
    }

    @Override
    public Optional<Request> requestOf(UserAction action) {
        var target = new OutcomeTarget(
                action.getTenant(), "u:" + action.getUser(), action.getActionId(), action.getReplyTo());
        return Optional.of(new Request(target, action.getActor(), askedIn(action)));
    }

    /**
     * What the client asked for, without what the edge chose or read, which may be different in a retry: of a conversation that is
     * hidden how far, of a session its id and its end.
     */
    private static Object askedIn(UserAction action) {
        return switch (action.getBody()) {
            case UpdateConversationSettings update ->
                UpdateConversationSettings.newBuilder(update).setHiddenUpTo(0).build();
            case OpenSession open ->
                OpenSession.newBuilder(open)
                        .setSession("")
                        .setExpiresAt(Instant.EPOCH)
                        .build();
            default -> action.getBody();
        };
    }

    @Override
    public boolean isSupported(Object body) {
        return body instanceof SpecificRecord;
    }

    @Override
    public Decided decide(UserAction action, ActionIdentity identity, long now, KeyValues draft) {
        sessions.purge(now, draft);
        return switch (action.getBody()) {
            case UpdateConversationSettings update -> settings.decide(action, update, now, draft);
            case OpenSession open -> sessions.open(action, open, now, draft);
            case RevokeSession revoke -> sessions.revoke(action, revoke, now, draft);
            case RevokeSessions _ -> sessions.revokeAll(action, now, draft);
            default -> {
                var mark = MarkRequest.in(action.getBody());
                yield mark.isPresent() ? marks.decide(action, mark.get(), now, draft) : decideUser(action, now, draft);
            }
        };
    }

    private Decided decideUser(UserAction action, long now, KeyValues draft) {
        return switch (UserChange.of(action, users.find(action, draft), now)) {
            case Impossible(var error) -> new Decided.Refused(error);
            case Changed(var user) -> {
                var output = users.put(user, draft);
                var version = user.getVersion();
                yield new Happened(List.of(output), new Numbers(version, version, 0), output.bytes(), false, List.of());
            }
        };
    }
}
