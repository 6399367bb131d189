package dev.parley.wsfanout;

import dev.parley.edge.log.ActionDraft;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.schemas.Action;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.stream.InMemoryLog;
import dev.parley.wsfanout.stream.SampleEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Every action appended; each message happens at once, unless its text asks for something else. */
final class InMemoryActions implements ActionLog {
    private final InMemoryLog log;
    private final Executor tail;
    private final List<String> appended = new ArrayList<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final Set<String> reactions = new HashSet<>();
    private final Map<String, Answer.Accepted> answered = new HashMap<>();
    private final AtomicInteger onVirtualThreads = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    InMemoryActions(InMemoryLog log, Executor tail) {
        this.log = log;
        this.tail = tail;
    }

    /** Ids in the order in which they were appended. */
    synchronized List<String> appended() {
        return List.copyOf(appended);
    }

    /** From now on nothing is appended, and whoever wants to has to wait. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** How many were appended by a thread that may wait. */
    int onVirtualThreads() {
        return onVirtualThreads.get();
    }

    /** How many wait to append. */
    int waiting() {
        return waiting.get();
    }

    @Override
    public boolean wouldNotBlock() {
        return gate.getCount() == 0;
    }

    @Override
    public CompletableFuture<Answer> append(ActionDraft draft) {
        onVirtualThreads.addAndGet(Thread.currentThread().isVirtual() ? 1 : 0);
        waiting.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.decrementAndGet();
        }
        return appendNow(draft);
    }

    private synchronized CompletableFuture<Answer> appendNow(ActionDraft draft) {
        var action = draft.toAction(new ReplyAddress("node", 0, 1L));
        appended.add(action.getActionId());
        var answer = new CompletableFuture<Answer>();
        var outcome = outcome(action);
        tail.execute(() -> answer.complete(outcome));
        return answer;
    }

    @Override
    public CompletableFuture<Answer> append(UserActionDraft draft) {
        throw new UnsupportedOperationException("Nobody writes users over a socket.");
    }

    private Answer outcome(Action action) {
        var refusal = action.getRefusal();
        if (refusal != null && !answered.containsKey(nameOf(action))) {
            return new Answer.Rejected(refusal, "Refused.", null);
        }
        return switch (action.getBody()) {
            case PostMessage post -> sent(action, post.getContent().getText());
            case AddReaction add -> reacted(action, add);
            case PinMessage pin -> happen(action, new MessagePinned(pin.getMessageId(), 1L, "bob"));
            case Object _ -> new Answer.Rejected("message-deleted", "The message was deleted.", null);
        };
    }

    /** The second time a user's reaction is there already. */
    private Answer reacted(Action action, AddReaction add) {
        var seq = seqs.getOrDefault(conversationOf(action), 0L);
        return reactions.add(action.getActor() + add)
                ? happen(action, new ReactionAdded(add.getMessageId(), 1L, "bob", add.getEmoji(), 1L))
                : new Answer.Accepted(seq + 1, seq, null);
    }

    private Answer sent(Action action, @Nullable String text) {
        return switch (text == null ? "" : text) {
            case "not for you" -> new Answer.Rejected("not-a-member", "You are not a member.", null);
            case "nobody knows" ->
                new Answer.Unknown(ErrorCode.LOG_UNAVAILABLE, "No outcome.", Duration.ofMillis(1_500));
            case "too many" -> new Answer.Unknown(ErrorCode.TOO_BUSY, "Not begun.", Duration.ofMillis(700));
            case "let me think" -> new Answer.Held();
            case "long ago" -> {
                var known = happen(action);
                yield new Answer.Accepted(known.firstSeq(), known.lastSeq(), null);
            }
            default -> happen(action);
        };
    }

    private Answer.Accepted happen(Action action) {
        return happen(action, null);
    }

    /** @param body what happens; null = the next message */
    private Answer.Accepted happen(Action action, @Nullable SpecificRecord body) {
        return answered.computeIfAbsent(nameOf(action), _ -> {
            var seq = seqs.merge(conversationOf(action), 1L, Math::addExact);
            var event = body == null
                    ? SampleEvents.message(action.getTenant(), action.getConversation(), seq)
                    : SampleEvents.event(action.getTenant(), action.getConversation(), seq, body);
            log.append(event);
            return new Answer.Accepted(seq, seq, SampleEvents.wire(event));
        });
    }

    private static String conversationOf(Action action) {
        return action.getTenant() + "/" + action.getConversation();
    }

    private static String nameOf(Action action) {
        return action.getConversation() + " " + action.getActionId();
    }
}
