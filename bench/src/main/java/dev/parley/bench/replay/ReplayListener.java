package dev.parley.bench.replay;

import dev.parley.client.Follower;
import dev.parley.client.Receipt;
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
    private volatile @Nullable Follower follower;
    private @Nullable Reader reader;

    /** @param reading knows from where on to listen */
    ReplayListener(String user, Reading reading, Tokens tokens, Journal journal, Tally tally) {
        this.user = user;
        this.reading = reading;
        this.tokens = tokens;
        this.journal = journal;
        this.tally = tally;
    }

    static Seen seen(ReceivedEvent event) {
        return new Seen(event.conversation(), event.seq(), event.eventId(), event.actionId(), event.text());
    }

    /** Says how far it is. */
    void send(String ref, String conversation, Receipt receipt) {
        var open = follower;
        if (open != null) {
            open.send(ref, conversation, receipt);
        }
    }

    /** @param reads what is heard */
    void start(SocketLoops loops, Reader reads) {
        reader = reads;
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
            case ServerFrame.Welcome _ -> reader().sendAgain();
            case ServerFrame.ReceiptTaken(var ref) -> reader().taken(ref);
            case ServerFrame.Receipts(var conversation, var receipts, var counts) -> {
                if (counts != null && conversation.equals(reading.conversation())) {
                    reader().counted(receipts.getFirst(), counts);
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
        reader().heard(event);
    }

    private Reader reader() {
        return Objects.requireNonNull(reader, "It hears nothing before it starts.");
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
        var open = follower;
        if (open != null) {
            open.stop();
        }
    }
}
