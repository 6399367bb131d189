package dev.parley.bench.replay;

import dev.parley.client.Follower;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Reading;
import dev.parley.client.ledger.Seen;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member that only listens, and writes down everything that comes. */
final class ReplayListener implements Follower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayListener.class);

    private final String user;
    private final Reading reading;
    private final Tokens tokens;
    private final Journal journal;
    private final Tally tally;
    private final LongAdder reconnects = new LongAdder();
    private @Nullable Follower follower;

    /** @param reading knows from where on to listen */
    ReplayListener(String user, Reading reading, Tokens tokens, Journal journal, Tally tally) {
        this.user = user;
        this.reading = reading;
        this.tokens = tokens;
        this.journal = journal;
        this.tally = tally;
    }

    static Seen seen(ReceivedEvent event) {
        return new Seen(event.conversation(), event.seq(), event.eventId(), event.clientMsgId(), event.text());
    }

    void start(SocketLoops loops) {
        // Here and not first on the follower's thread, so that a refusal stops the run.
        tokens.of(user);
        var positions = Map.of(reading.conversation(), reading.position());
        follower =
                Follower.start(loops, new Follower.Identity(tokens.device(), () -> tokens.of(user)), positions, this);
    }

    @Override
    public void received(ServerFrame frame, long receivedAt) {
        switch (frame) {
            case ServerFrame.Live(var event) -> {
                if (event.conversation().equals(reading.conversation())) {
                    event(event, receivedAt);
                }
            }
            case ServerFrame.Resync(var conversation, var seq, var reason) ->
                LOG.warn("listener={} resync={} seq={} reason={}", user, conversation, seq, reason);
            case ServerFrame.Other(var type, var code, var detail) ->
                LOG.warn("listener={} frame={} code={} detail={}", user, type, code, detail);
            default -> {}
        }
    }

    private void event(ReceivedEvent event, long receivedAt) {
        var action = reading.add(seen(event));
        if (action != null) {
            action.delivered(receivedAt);
        }
        var isIntact = action == null || !action.isMessage() || Objects.equals(action.text(), event.text());
        journal.received(user, event, isIntact);
        tally.delivered();
    }

    @Override
    public void lost(Closed why) {
        reconnects.increment();
        if (why.code() == 401 || why.code() == 4001) {
            tokens.forget(user);
        }
    }

    long position() {
        return reading.position();
    }

    long reconnects() {
        return reconnects.sum();
    }

    void stop() {
        if (follower != null) {
            follower.stop();
        }
    }
}
