package dev.parley.faults.traffic;

import dev.parley.client.Follower;
import dev.parley.client.LastReceipts;
import dev.parley.client.MessageChange;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Reading;
import dev.parley.client.ledger.Seen;
import dev.parley.client.ledger.Sent;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member of one group on a socket, that reconnects after each loss: sends messages and records what it receives. */
final class Member implements Follower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(8);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final int UNAUTHORIZED = 401;
    private static final int AUTHENTICATION = 4001;

    private final String user;
    private final Reading reading;
    private final Tokens tokens;
    private final Counts counts;
    private final @Nullable Deliveries deliveries;
    private final @Nullable MemberView view;
    private final Map<String, CompletableFuture<Outcome>> pending = new ConcurrentHashMap<>();
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private volatile @Nullable Follower follower;
    private volatile boolean isWelcome;
    private volatile boolean isCaughtUp;

    /**
     * @param deliveries where this member's are noted; null = nowhere
     * @param number of the member in its group, where it keeps a view of what it hears; else below 0
     */
    Member(String user, Reading reading, Tokens tokens, Counts counts, @Nullable Deliveries deliveries, int number) {
        this.user = user;
        this.reading = reading;
        this.tokens = tokens;
        this.counts = counts;
        this.deliveries = deliveries;
        this.view = number < 0 ? null : new MemberView(user, number, reading.position(), receipts());
    }

    private LastReceipts receipts() {
        return new LastReceipts(reading.conversation(), (ref, conversation, receipt) -> {
            var open = follower;
            if (open != null) {
                open.send(ref, conversation, receipt);
            }
        });
    }

    String user() {
        return user;
    }

    String conversation() {
        return reading.conversation();
    }

    /** What it makes of what it hears; null where it makes nothing. */
    @Nullable
    MemberView view() {
        return view;
    }

    /** @param node the push node to begin with */
    void arrive(SocketLoops loops, int node) {
        tokens.of(user);
        var identity = new Follower.Identity(tokens.device(), () -> tokens.of(user), node);
        follower = Follower.start(loops, identity, Map.of(reading.conversation(), reading.position()), this);
    }

    boolean isWelcome() {
        return isWelcome;
    }

    /** Whether what was missed before the last welcome has all come. */
    boolean isCaughtUp() {
        return isWelcome && isCaughtUp;
    }

    long position() {
        return reading.position();
    }

    /** Where it came to this member; 0 = not yet. */
    long seqOf(Sent sent) {
        return heard.getOrDefault(sent.id(), 0L);
    }

    /** Says it on the present socket, and waits for the answer. Blocks: for virtual threads. */
    Outcome say(OutgoingMessage message) {
        return ask(message.id(), open -> open.send(message));
    }

    /** Changes a message, in the same way. */
    Outcome change(String id, String conversation, String messageId, MessageChange change) {
        return ask(id, open -> open.send(id, conversation, messageId, change));
    }

    private Outcome ask(String id, Consumer<Follower> question) {
        var open = follower;
        if (open == null || !isWelcome) {
            return new Outcome.Unknown("no socket", RETRY);
        }
        var answer = pending.computeIfAbsent(id, _ -> new CompletableFuture<>());
        question.accept(open);
        try {
            return answer.get(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return new Outcome.Unknown("no answer on the socket", RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted", RETRY);
        } finally {
            pending.remove(id, answer);
        }
    }

    /** Loses its connection, as a client does that is cut off; it comes back on the next node. */
    void breakOff() {
        var open = follower;
        if (open != null) {
            open.breakOff();
        }
    }

    void leave() {
        var open = follower;
        if (open != null) {
            open.stop();
        }
    }

    @Override
    public void received(ServerFrame frame, long receivedAt) {
        switch (frame) {
            case ServerFrame.Live(var event) -> {
                if (event.conversation().equals(reading.conversation())) {
                    received(event, receivedAt);
                }
            }
            case ServerFrame.Answer(var id, var outcome) -> {
                var waiting = pending.get(id);
                if (waiting != null) {
                    waiting.complete(outcome);
                }
            }
            case ServerFrame.Welcome _ -> welcomed();
            case ServerFrame.CaughtUp(var conversation, var _) -> caughtUp(conversation, receivedAt);
            case ServerFrame.ReceiptTaken(var ref) -> {
                if (view != null) {
                    view.taken(ref);
                }
            }
            case ServerFrame.Resync(var conversation, var seq, var reason) -> {
                counts.resynced();
                LOG.warn("user={} resync={} seq={} reason={}", user, conversation, seq, reason);
            }
            case ServerFrame.Other(var type, var code, var detail) ->
                LOG.info("user={} frame={} code={} detail={}", user, type, code, detail);
            case ServerFrame.Receipts _,
                    ServerFrame.Typing _,
                    ServerFrame.Transient _,
                    ServerFrame.Throttled _,
                    ServerFrame.Presence _,
                    ServerFrame.PresenceTaken _,
                    ServerFrame.ConversationUpdated _,
                    ServerFrame.GoingAway _,
                    ServerFrame.Pong _ -> {}
        }
    }

    private void welcomed() {
        isCaughtUp = false;
        isWelcome = true;
        if (view != null) {
            view.welcomed();
        }
    }

    private void caughtUp(String conversation, long receivedAt) {
        if (conversation.equals(reading.conversation())) {
            isCaughtUp = true;
            counts.returns().caughtUp(user, receivedAt);
        }
    }

    private void received(ReceivedEvent event, long receivedAt) {
        var action = reading.add(
                new Seen(event.conversation(), event.seq(), event.eventId(), event.actionId(), event.text()));
        counts.delivered();
        if (view != null) {
            view.heard(event);
        }
        if (action != null && !action.isMeasured()) {
            heard.put(action.id(), event.seq());
        }
        if (deliveries != null && action != null && action.isMessage() && action.isMeasured()) {
            deliveries.received(event.conversation(), action.intendedAt(), receivedAt);
        }
    }

    @Override
    public void lost(Closed why) {
        isWelcome = false;
        counts.lostConnection();
        counts.returns().lost(user, why, System.nanoTime());
        if (why.code() == UNAUTHORIZED || why.code() == AUTHENTICATION) {
            tokens.forget(user);
        }
        pending.values().forEach(answer -> answer.complete(new Outcome.Unknown("socket " + why, RETRY)));
    }
}
