package dev.parley.ingress;

import dev.parley.edge.log.ActionDraft;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.schemas.Accepted;
import dev.parley.schemas.Action;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Session;
import dev.parley.schemas.Tick;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.conversation.ConversationMachine;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.users.UserMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Every action appended, each decided at once by the platform's own machines; what happened goes on to the store. */
final class InMemoryActions implements ActionLog {
    private static final ReplyAddress NOWHERE = new ReplyAddress("test", 0, 1L);

    private final List<Action> actions = new ArrayList<>();
    private final List<UserAction> userActions = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private final Machine<Action> conversations;
    private final Machine<UserAction> users;
    private final AvroReader<Event> events;
    private final AvroReader<User> userRecords;
    private final AvroReader<MessageMark> markRecords;
    private final AvroReader<ConversationSettings> settingsRecords;
    private final AvroReader<Session> sessionRecords;
    private final AvroReader<Outcome> outcomes;
    private final InMemoryStore store;
    private final AvroReader<ScheduledMessage> scheduled;
    private Duration passed = Duration.ZERO;
    private boolean isSilent;
    private boolean isForgetful;

    InMemoryActions(SchemaRegistry registry, InMemoryStore store) {
        this.conversations = ConversationMachine.factory(registry).apply(new InMemoryKeyValues());
        this.users = UserMachine.factory(registry).apply(new InMemoryKeyValues());
        this.events = new AvroReader<>(registry, Event.getClassSchema());
        this.userRecords = new AvroReader<>(registry, User.getClassSchema());
        this.markRecords = new AvroReader<>(registry, MessageMark.getClassSchema());
        this.settingsRecords = new AvroReader<>(registry, ConversationSettings.getClassSchema());
        this.sessionRecords = new AvroReader<>(registry, Session.getClassSchema());
        this.outcomes = new AvroReader<>(registry, Outcome.getClassSchema());
        this.scheduled = new AvroReader<>(registry, ScheduledMessage.getClassSchema());
        this.store = store;
    }

    /** Time passes in the log, and what is due then happens. */
    synchronized void pass(Duration time) {
        passed = passed.plus(time);
        var tick = Action.newBuilder()
                .setTenant("")
                .setConversation("")
                .setActionId("")
                .setBody(new Tick())
                .build();
        conversations.apply(tick, now()).outputs().forEach(this::keep);
    }

    private long now() {
        return System.currentTimeMillis() + passed.toMillis();
    }

    /** From now on nobody learns what came of an action. */
    synchronized void fallSilent() {
        isSilent = true;
    }

    /** From now on a retry's answer comes without its record. */
    synchronized void forgetRecords() {
        isForgetful = true;
    }

    synchronized List<Action> actions() {
        return List.copyOf(actions);
    }

    synchronized List<UserAction> userActions() {
        return List.copyOf(userActions);
    }

    @Override
    public boolean wouldNotBlock() {
        return true;
    }

    @Override
    public synchronized CompletableFuture<Answer> append(ActionDraft draft) {
        var action = draft.toAction(NOWHERE);
        actions.add(action);
        var name =
                String.join("|", action.getTenant(), action.getActor(), action.getConversation(), action.getActionId());
        return answer(name, conversations.apply(action, now()).outputs());
    }

    @Override
    public synchronized CompletableFuture<Answer> append(UserActionDraft draft) {
        var action = draft.toAction(NOWHERE);
        userActions.add(action);
        var name =
                String.join("|", action.getTenant(), action.getActor(), "u:" + action.getUser(), action.getActionId());
        return answer(name, users.apply(action, System.currentTimeMillis()).outputs());
    }

    private CompletableFuture<Answer> answer(String name, List<Output> outputs) {
        outputs.forEach(this::keep);
        var outcome = outcomes.read(outputs.getLast().bytes());
        var isRetry = !answered.add(name);
        return CompletableFuture.completedFuture(isSilent ? unknown() : answerOf(outcome, isRetry && isForgetful));
    }

    private void keep(Output output) {
        if (output.sink().equals(Output.sinkOf(Topics.EVENTS))) {
            store.put(events.read(output.bytes()), output.bytes());
        } else if (output.sink().equals(Output.sinkOf(Topics.SCHEDULED))) {
            store.scheduled().put(scheduled.read(output.bytes()), output.bytes());
        } else if (output.sink().equals(Output.sinkOf(Topics.USERS))) {
            store.put(userRecords.read(output.bytes()));
        } else if (output.sink().equals(Output.sinkOf(Topics.MESSAGE_MARKS))) {
            store.put(markRecords.read(output.bytes()));
        } else if (output.sink().equals(Output.sinkOf(Topics.CONVERSATION_SETTINGS))) {
            store.put(settingsRecords.read(output.bytes()));
        } else if (output.sink().equals(Output.sinkOf(Topics.SESSIONS))) {
            store.put(sessionRecords.read(output.bytes()));
        }
    }

    private static Answer answerOf(Outcome outcome, boolean isWithoutRecord) {
        return switch (outcome.getResult()) {
            case Accepted accepted ->
                new Answer.Accepted(
                        accepted.getFirstSeq(),
                        accepted.getLastSeq(),
                        isWithoutRecord || accepted.getRecord() == null
                                ? null
                                : accepted.getRecord().array());
            case Rejected rejected ->
                new Answer.Rejected(
                        rejected.getCode(),
                        rejected.getDetail(),
                        rejected.getField(),
                        rejected.getRetryAfterMs() == null ? null : Duration.ofMillis(rejected.getRetryAfterMs()));
            default -> new Answer.Held();
        };
    }

    private static Answer unknown() {
        return new Answer.Unknown(
                ErrorCode.LOG_UNAVAILABLE, "The log did not answer in time.", Duration.ofMillis(1_500));
    }
}
