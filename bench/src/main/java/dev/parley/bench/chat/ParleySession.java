package dev.parley.bench.chat;

import dev.parley.client.Follower;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.RetryBackoff;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user of Parley who comes back after each loss, from the last position, and sends again what it knows nothing of: at once
 * when it is back, and after the time that an answer names.
 */
final class ParleySession implements ChatSession, Follower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ParleySession.class);
    private static final Duration WELCOME_WAIT = Duration.ofSeconds(60);

    private final String user;
    private final SocketLoops loops;
    private final Tokens tokens;
    private final ChatListener listener;
    private final CountDownLatch welcome = new CountDownLatch(1);
    /** By id. */
    private final Map<String, ChatMessage> unanswered = new ConcurrentHashMap<>();

    private @Nullable Follower follower;

    private ParleySession(String user, SocketLoops loops, Tokens tokens, ChatListener listener) {
        this.user = user;
        this.loops = loops;
        this.tokens = tokens;
        this.listener = listener;
    }

    /** Connects, and returns when welcomed. */
    static ParleySession open(SocketLoops loops, Tokens tokens, ChatUser seat, ChatListener listener) {
        var session = new ParleySession(seat.user(), loops, tokens, listener);
        // Here and not first on the follower's thread, so that a refusal stops the run.
        tokens.of(seat.user());
        var identity = new Follower.Identity(tokens.device(), () -> tokens.of(seat.user()));
        var positions = seat.group() == null ? null : Map.of(Conversations.group(seat.group()), seat.after());
        session.follower = Follower.start(loops, identity, positions, session);
        session.awaitWelcome();
        return session;
    }

    private void awaitWelcome() {
        try {
            if (!welcome.await(WELCOME_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(user + " was not welcomed within " + WELCOME_WAIT.toSeconds() + " s.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void send(ChatMessage message) {
        unanswered.put(message.id(), message);
        post(message);
    }

    private void post(ChatMessage message) {
        if (follower != null) {
            follower.send(new OutgoingMessage(message.id(), message.receiver(), message.text()));
        }
    }

    @Override
    public void leave() {
        if (follower != null) {
            follower.stop();
        }
    }

    @Override
    public void received(ServerFrame frame, long receivedAt) {
        switch (frame) {
            case ServerFrame.Live(var event) -> listener.delivered(delivery(event), receivedAt);
            case ServerFrame.Answer(var id, var outcome) -> answer(id, outcome, receivedAt);
            case ServerFrame.Welcome _ -> {
                welcome.countDown();
                unanswered.values().forEach(this::sendAgain);
            }
            case ServerFrame.Resync(var conversation, var seq, var reason) ->
                LOG.warn("user={} resync={} seq={} reason={}", user, conversation, seq, reason);
            case ServerFrame.Other(var type, var code, var detail) ->
                LOG.warn("user={} frame={} code={} detail={}", user, type, code, detail);
            case ServerFrame.CaughtUp _,
                    ServerFrame.Receipts _,
                    ServerFrame.ReceiptTaken _,
                    ServerFrame.Typing _,
                    ServerFrame.Transient _,
                    ServerFrame.Throttled _,
                    ServerFrame.ConversationUpdated _,
                    ServerFrame.Presence _,
                    ServerFrame.PresenceTaken _,
                    ServerFrame.Pong _,
                    ServerFrame.GoingAway _ -> {}
        }
    }

    static Delivery delivery(ReceivedEvent event) {
        return new Delivery(
                event.conversation(), event.seq(), event.eventId(), event.actor(), event.actionId(), event.text());
    }

    private void answer(String id, Outcome outcome, long receivedAt) {
        switch (outcome) {
            case Outcome.Accepted(var _, var seq, var _) -> {
                unanswered.remove(id);
                listener.accepted(id, seq, receivedAt);
            }
            case Outcome.Refused(var code, var _) -> {
                unanswered.remove(id);
                listener.refused(id, code);
            }
            case Outcome.Unknown(var _, var retryAfter) -> {
                var message = unanswered.get(id);
                if (message != null) {
                    loops.first().schedule(RetryBackoff.jittered(retryAfter), () -> sendAgain(message));
                }
            }
        }
    }

    private void sendAgain(ChatMessage message) {
        if (unanswered.containsKey(message.id())) {
            listener.sentAgain(message.id());
            post(message);
        }
    }

    @Override
    public void lost(Closed why) {
        listener.lost();
        if (why.code() == 401 || why.code() == 4001) {
            tokens.forget(user);
        }
    }
}
