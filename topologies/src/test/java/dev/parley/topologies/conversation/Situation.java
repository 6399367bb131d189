package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.RemoveMember;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation in which everything has happened that a sample needs. Users are named for what they are; each question is asked
 * of a copy.
 */
final class Situation {
    static final String REACTION = "❤";

    /** Shared, since state refers to schemas by their ids. */
    private static final InMemoryRegistry REGISTRY = new InMemoryRegistry();

    private static final AvroReader<Event> EVENTS = new AvroReader<>(REGISTRY, Event.getClassSchema());
    private static final AvroReader<Outcome> OUTCOMES = new AvroReader<>(REGISTRY, Outcome.getClassSchema());

    private final String conversation;
    private final InMemoryKeyValues state;
    private final Machine<Action> machine;
    private final Map<String, String> messages;
    private final Map<String, String> scheduled;
    private final String actor;
    private String invite = "none";
    private String pinned = "none";

    private Situation(String conversation, InMemoryKeyValues state) {
        this.conversation = conversation;
        this.state = state;
        this.machine = Chat.machine(state, REGISTRY);
        this.messages = new HashMap<>();
        this.scheduled = new HashMap<>();
        this.actor = "nobody";
    }

    private Situation(Situation same, String actor) {
        this.conversation = same.conversation;
        this.state = same.state.copy();
        this.machine = Chat.machine(state, REGISTRY);
        this.messages = same.messages;
        this.scheduled = same.scheduled;
        this.actor = actor;
        this.invite = same.invite;
        this.pinned = same.pinned;
    }

    /** A group with a member of each role, and those who are muted, banned, removed or have left. */
    static Situation group(GroupAccess access) {
        var at = new Situation("g:team", new InMemoryKeyValues());
        at.happens(Chat.createGroup("team", "owner", access, null));
        at.enter("admin", MemberRole.ADMIN);
        at.enter("moderator", MemberRole.MODERATOR);
        for (var user : new String[] {"participant", "muted", "banned", "removed", "author", "silenced", "outlaw"}) {
            at.enter(user, MemberRole.PARTICIPANT);
        }
        at.enter("another-admin", MemberRole.ADMIN);
        at.enter("another-moderator", MemberRole.MODERATOR);
        at.fill("author", "owner", "admin", "moderator", "participant", "muted", "banned", "removed");
        at.pin("owner");
        var invited = at.happens("owner", new CreateInvite(null, null)).getFirst();
        at.invite = ((InviteCreated) invited.getBody()).getInviteId();
        at.happens("owner", new MuteMember("muted", null));
        at.happens("owner", new MuteMember("silenced", null));
        at.happens("owner", new BanUser("banned", null, null));
        at.happens("owner", new BanUser("outlaw", null, null));
        at.happens("owner", new RemoveMember("removed"));
        return at;
    }

    /** Two users: {@code bo} blocks {@code al}. */
    static Situation direct(boolean isBlocked) {
        var at = new Situation("d:al:bo", new InMemoryKeyValues());
        at.fill("bo", "al");
        at.pin("bo");
        if (isBlocked) {
            at.happens("bo", new BlockUser("al"));
        }
        return at;
    }

    /** The code of the refusal; empty where it is accepted. */
    static Optional<String> ask(Situation before, String actor, PermissionSamples.Sample sample) {
        var at = new Situation(before, actor);
        var result = resultIn(at.send(at.action(actor, sample.body().apply(at))));
        return result instanceof Rejected rejected ? Optional.of(rejected.getCode()) : Optional.empty();
    }

    long now() {
        return Chat.BEGIN;
    }

    String other() {
        return actor.equals("al") ? "bo" : "al";
    }

    String participant() {
        return "author";
    }

    String moderator() {
        return "another-moderator";
    }

    String admin() {
        return "another-admin";
    }

    String newcomer() {
        return "newcomer";
    }

    String silenced() {
        return "silenced";
    }

    String outlaw() {
        return "outlaw";
    }

    String invite() {
        return invite;
    }

    String ownMessage() {
        return messages.getOrDefault(actor, "none");
    }

    String othersMessage() {
        return messages.getOrDefault(conversation.startsWith("g:") ? "author" : other(), "none");
    }

    String pinnedMessage() {
        return pinned;
    }

    String ownScheduled() {
        return scheduled.getOrDefault(actor, "none");
    }

    private void pin(String author) {
        pinned = messages.getOrDefault(author, "none");
        happens(author, new PinMessage(pinned));
    }

    private void enter(String user, MemberRole role) {
        happens("owner", new AddMember(user, role));
    }

    /** Each user sends a message now and one for later, and reacts to the first user's. */
    private void fill(String... users) {
        for (var user : users) {
            var said = happens(user, PermissionSamples.text()).getFirst();
            messages.put(user, ((MessageCreated) said.getBody()).getMessageId());
            happens(user, new AddReaction(messages.getOrDefault(users[0], "none"), REACTION));
            var planned = action(user, new ScheduleMessage(PermissionSamples.later(this), PermissionSamples.text()));
            happens(planned);
            scheduled.put(
                    user,
                    MessageIds.of(now(), ActionIdentity.of(Chat.TENANT, user, conversation, planned.getActionId())));
        }
    }

    private List<Event> happens(String user, Object body) {
        return happens(action(user, body));
    }

    private List<Event> happens(Action action) {
        var outputs = send(action);
        if (resultIn(outputs) instanceof Rejected rejected) {
            throw new IllegalStateException("This was refused: " + rejected.getCode() + " " + action);
        }
        return outputs.stream()
                .filter(output -> output.sink().equals(Output.sinkOf(Topics.EVENTS)))
                .map(output -> EVENTS.read(output.bytes()))
                .toList();
    }

    private List<Output> send(Action action) {
        return machine.apply(action, now()).outputs();
    }

    private static Object resultIn(List<Output> outputs) {
        return outputs.stream()
                .filter(output -> output.sink().equals(Output.OUTCOMES))
                .map(output -> OUTCOMES.read(output.bytes()).getResult())
                .findFirst()
                .orElseThrow();
    }

    private Action action(String user, Object body) {
        return Chat.action(conversation, user, user + "-" + body.getClass().getSimpleName() + "-" + state.size(), body);
    }
}
