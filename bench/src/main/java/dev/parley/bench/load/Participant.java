package dev.parley.bench.load;

import dev.parley.bench.client.Follower;
import dev.parley.bench.client.LoggedEvent;
import dev.parley.bench.client.Outcome;
import dev.parley.bench.client.OutgoingMessage;
import dev.parley.bench.client.ServerFrame;
import dev.parley.bench.ledger.Reading;
import dev.parley.bench.ledger.Seen;
import dev.parley.bench.socket.Closed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A user on a socket, in one conversation: speaks when told to, and notes all that comes. */
final class Participant implements Follower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Participant.class);
    private static final Duration WELCOME_WAIT = Duration.ofSeconds(60);

    private final String user;
    private final Reading reading;
    private final boolean countsOwn;
    private final Stage stage;
    private final CountDownLatch welcome = new CountDownLatch(1);
    private @Nullable Follower follower;

    /** @param countsOwn whether one's own message coming back is a delivery whose latency counts */
    Participant(String user, Reading reading, boolean countsOwn, Stage stage) {
        this.user = user;
        this.reading = reading;
        this.countsOwn = countsOwn;
        this.stage = stage;
    }

    /**
     * Connects, and returns when welcomed.
     *
     * @param positions to resume after; null = live only
     */
    void arrive(@Nullable Map<String, Long> positions) {
        // Here and not first on the follower's thread, so that a refusal stops the run.
        stage.tokens().of(user);
        var identity = new Follower.Identity(
                stage.tokens().device(), () -> stage.tokens().of(user));
        follower = Follower.start(stage.loops(), identity, positions, this);
        try {
            if (!welcome.await(WELCOME_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(user + " was not welcomed within " + WELCOME_WAIT.toSeconds() + " s.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void say(OutgoingMessage message) {
        if (follower != null) {
            follower.send(message);
        }
    }

    void leave() {
        if (follower != null) {
            follower.stop();
        }
    }

    @Override
    public void received(ServerFrame frame, long receivedAt) {
        switch (frame) {
            case ServerFrame.Live(var event) -> event(event, receivedAt);
            case ServerFrame.Answer(var id, var outcome) -> answer(id, outcome, receivedAt);
            case ServerFrame.Welcome _ -> welcome.countDown();
            case ServerFrame.Resync(var conversation, var seq, var reason) ->
                LOG.warn("user={} resync={} seq={} reason={}", user, conversation, seq, reason);
            case ServerFrame.Other(var type, var code, var detail) ->
                LOG.warn("user={} frame={} code={} detail={}", user, type, code, detail);
            case ServerFrame.CaughtUp _, ServerFrame.Pong _, ServerFrame.GoingAway _ -> {}
        }
    }

    private void event(LoggedEvent event, long receivedAt) {
        if (!event.conversation().equals(reading.conversation())) {
            return;
        }
        var action = reading.add(
                new Seen(event.conversation(), event.seq(), event.eventId(), event.clientMsgId(), event.text()));
        var isMeasured = action != null && action.isMessage() && (countsOwn || !user.equals(event.actor()));
        if (action != null && isMeasured) {
            action.delivered(receivedAt);
        }
        stage.arrivals().delivered(isMeasured);
    }

    private void answer(String id, Outcome outcome, long receivedAt) {
        var sent = stage.ledger().find(id);
        if (sent == null) {
            return;
        }
        switch (outcome) {
            case Outcome.Accepted(var _, var seq, var _) -> sent.accepted(seq, receivedAt);
            case Outcome.Refused(var code, var _) -> sent.refused(code);
            case Outcome.Unknown _ -> {
                return;
            }
        }
        stage.arrivals().answered();
    }

    @Override
    public void lost(Closed why) {
        stage.arrivals().lostConnection();
        if (why.code() == 401 || why.code() == 4001) {
            stage.tokens().forget(user);
        }
    }
}
