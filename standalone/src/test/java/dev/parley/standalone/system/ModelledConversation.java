package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.Action;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.Event;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.UpdateGroup;
import dev.parley.testkit.model.Answer;
import dev.parley.testkit.model.ChatModel;
import dev.parley.testkit.model.Chosen;
import dev.parley.testkit.model.RandomActions;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One conversation of several users on a running platform, with a model beside it. One action is asked at a time, so that the model
 * knows their order; conversations run side by side. One thread.
 */
final class ModelledConversation {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final int MOST_ATTEMPTS = 600;
    private static final int RETRIED_PERCENT = 6;
    private static final int SOCKET_PERCENT = 40;
    private static final int INBOX_PERCENT = 40;

    final String tenant;
    final String name;
    private final Map<String, ModelledUser> users;
    private final int number;
    private final Random random;
    private final ChatModel model = new ChatModel();
    private final RandomActions actions;
    private final AskedInbox inbox;
    private final Map<String, String> codes = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    private record Asked(String actor, String key, ActionRequest request, String code) {}

    /** @param number tells it from the others */
    ModelledConversation(String tenant, String name, Map<String, ModelledUser> users, int number, long seed) {
        this.number = number;
        this.tenant = tenant;
        this.name = name;
        this.users = users;
        this.random = new Random(seed + number);
        this.actions = RandomActions.ofPlatform(random, model, tenant, name);
        this.inbox = new AskedInbox(tenant, name, random, this::send);
    }

    /** Asks so many things, one after the other. */
    void act(int times) {
        for (var i = 0; i < times; i++) {
            if (random.nextInt(100) < INBOX_PERCENT) {
                inbox.ask(log());
            } else if (!asked.isEmpty() && random.nextInt(100) < RETRIED_PERCENT) {
                askAgain(asked.get(asked.size() - 1 - random.nextInt(Math.min(asked.size(), 10))));
            } else {
                ask(named(actions.next(System.currentTimeMillis())));
            }
        }
    }

    /** Every event that must be in the log, without what only the platform knows. */
    List<Event> log() {
        return model.log(tenant, name);
    }

    ChatModel model() {
        return model;
    }

    AskedInbox inbox() {
        return inbox;
    }

    private void ask(Action action) {
        if (action.getBody() instanceof AcceptInvite accept && !codes.containsKey(accept.getInviteId())) {
            return;
        }
        var request = ActionRequest.of(action, codes);
        var actor = Objects.requireNonNull(action.getActor());
        var reply = random.nextInt(100) < SOCKET_PERCENT
                ? throughSocket(actor, action).orElseGet(() -> send(actor, action.getActionId(), request))
                : send(actor, action.getActionId(), request);
        var expected = model.apply(known(action), System.currentTimeMillis(), Chosen.answered(reply.text("id")));
        try {
            assertAnswered(action, expected.answer(), reply);
        } catch (AssertionError e) {
            throw new AssertionError(tenant + " " + name + " " + action + " got " + reply, e);
        }
        if (!reply.text("code").isEmpty() && reply.status() < 300) {
            codes.put(reply.text("id"), reply.text("code"));
        }
        // Their answers show the group as it is, which may be gone by the time of the retry.
        if (!(action.getBody() instanceof UpdateGroup) && !(action.getBody() instanceof TransferOwnership)) {
            asked.add(new Asked(actor, action.getActionId(), request, codeOf(reply)));
        }
    }

    /** A socket's answers name nothing but the id: it must be another one in each conversation. */
    private Action named(Action action) {
        return Action.newBuilder(action)
                .setActionId(number + "-" + action.getActionId())
                .build();
    }

    /** An item of a list has a key of its own. */
    private static Action known(Action action) {
        return action.getBody() instanceof AddMember
                ? Action.newBuilder(action)
                        .setActionId(action.getActionId() + "#0")
                        .build()
                : action;
    }

    private static void assertAnswered(Action action, Answer expected, Reply reply) {
        switch (expected) {
            case Answer.Refused(var code) -> assertEquals(code, codeOf(reply));
            case Answer.Accepted accepted -> {
                assertEquals("", codeOf(reply));
                if (action.getBody() instanceof PostMessage) {
                    assertEquals(accepted.firstSeq(), reply.number("seq"));
                }
            }
            case Answer.None none -> throw new AssertionError(none);
        }
    }

    private void askAgain(Asked before) {
        var reply = send(before.actor, before.key, before.request);
        assertEquals(before.code, codeOf(reply), () -> "a retry of " + before + " got " + reply);
    }

    /** The code of a refusal; of a list the code of its one item. */
    private static String codeOf(Reply reply) {
        if (reply.body().has("items")) {
            return reply.body().at("/items/0/problem/code").asText();
        }
        return reply.status() < 300 ? "" : reply.code();
    }

    /** Empty where there is no frame for it, or no socket. */
    private Optional<Reply> throughSocket(String actor, Action action) {
        var follower = Objects.requireNonNull(users.get(actor)).follower();
        return ActionFrame.of(action)
                .filter(_ -> follower.isConnected())
                .map(frame -> follower.ask(action.getActionId(), frame))
                .map(ModelledConversation::replyOf);
    }

    /** As REST would have answered. */
    private static Reply replyOf(JsonNode answer) {
        var isAccepted = answer.path("type").asText().equals("accepted");
        var body = JsonNodeFactory.instance.objectNode();
        body.set("seq", answer.path("seq"));
        if (isAccepted) {
            body.set("id", answer.path("messageId"));
        } else {
            body.set("code", answer.path("code"));
        }
        return new Reply(isAccepted ? 200 : 400, body);
    }

    /** Sends until it is known what came of it, always with the same key. */
    private Reply send(String actor, String key, ActionRequest request) {
        var user = Objects.requireNonNull(users.get(actor)).user();
        for (var attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                var reply = user.rest().send(request.method(), request.path(), key, request.body());
                if (!isUnknown(reply)) {
                    return reply;
                }
            } catch (UncheckedIOException _) {
                // Not answered means unknown.
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        throw new AssertionError(actor + " gave up on " + request);
    }

    /** A server that is cut off in the middle of an answer may say 500 and nothing else. */
    private static boolean isUnknown(Reply reply) {
        var isCutOff = reply.status() == 500 && reply.code().isEmpty();
        return reply.status() == 503
                || isCutOff
                || reply.body().at("/items/0/status").asInt() == 503;
    }
}
