package dev.parley.ingress;

import dev.parley.edge.log.ActionDraft;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Every action appended, each decided at once by simple rules; what happened goes on to the store. */
final class InMemoryActions implements ActionLog {
    private static final ReplyAddress NOWHERE = new ReplyAddress("test", 0, 1L);

    private final List<Action> actions = new ArrayList<>();
    private final List<UserAction> userActions = new ArrayList<>();
    private final Map<String, Decided> decided = new HashMap<>();
    private final ConversationRules conversations = new ConversationRules();
    private final UserRules users = new UserRules();
    private final AvroWriter<Event> eventWriter;
    private final AvroWriter<User> userWriter;
    private final InMemoryStore store;
    private boolean isSilent;
    private boolean isForgetful;

    /** What an action asked, and what came of it. */
    private record Decided(Object body, Answer answer) {}

    InMemoryActions(SchemaRegistry registry, InMemoryStore store) {
        this.eventWriter = new AvroWriter<>(registry, "events", Event.getClassSchema());
        this.userWriter = new AvroWriter<>(registry, "users", User.getClassSchema());
        this.store = store;
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
        return answered(name, action.getBody(), () -> {
            if (action.getRefusal() != null) {
                throw new Refusal(action.getRefusal());
            }
            var events = conversations.decide(action);
            var bytes = events.stream().map(eventWriter::write).toList();
            for (var i = 0; i < events.size(); i++) {
                store.put(events.get(i), bytes.get(i));
            }
            return new Answer.Accepted(
                    events.getFirst().getSeq(), events.getLast().getSeq(), bytes.getFirst());
        });
    }

    @Override
    public synchronized CompletableFuture<Answer> append(UserActionDraft draft) {
        var action = draft.toAction(NOWHERE);
        userActions.add(action);
        var name =
                String.join("|", action.getTenant(), action.getActor(), "u:" + action.getUser(), action.getActionId());
        return answered(name, action.getBody(), () -> {
            var user = users.decide(action);
            store.put(user);
            return new Answer.Accepted(user.getVersion(), user.getVersion(), userWriter.write(user));
        });
    }

    private interface Decision {
        Answer decide() throws Refusal;
    }

    /** The rules say no. */
    static final class Refusal extends Exception {
        final transient Answer.Rejected answer;

        Refusal(String code) {
            this.answer = new Answer.Rejected(code, "Refused: " + code + ".", null);
        }
    }

    private CompletableFuture<Answer> answered(String name, Object body, Decision decision) {
        var known = decided.get(name);
        if (known == null) {
            var answer = decide(decision);
            decided.put(name, new Decided(body, answer));
            return CompletableFuture.completedFuture(isSilent ? unknown() : answer);
        }
        if (!known.body().equals(body)) {
            return CompletableFuture.completedFuture(
                    new Answer.Rejected("action-id-reused", "The key was used for something else.", null));
        }
        return CompletableFuture.completedFuture(isSilent ? unknown() : again(known.answer()));
    }

    private Answer again(Answer answer) {
        return isForgetful && answer instanceof Answer.Accepted accepted
                ? new Answer.Accepted(accepted.firstSeq(), accepted.lastSeq(), null)
                : answer;
    }

    private static Answer decide(Decision decision) {
        try {
            return decision.decide();
        } catch (Refusal e) {
            return e.answer;
        }
    }

    private static Answer unknown() {
        return new Answer.Unknown(
                ErrorCode.LOG_UNAVAILABLE, "The log did not answer in time.", Duration.ofMillis(1_500));
    }
}
