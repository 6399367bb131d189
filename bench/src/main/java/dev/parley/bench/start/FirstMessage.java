package dev.parley.bench.start;

import dev.parley.bench.options.Target;
import dev.parley.bench.process.CannotStartException;
import dev.parley.client.Follower;
import dev.parley.client.MessageReceiver;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.PlatformClient;
import dev.parley.client.RetryBackoff;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.LedgerVerdict;
import dev.parley.client.ledger.Seen;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The first message on a platform that has just come up: from alice over REST to bob's socket. */
final class FirstMessage implements Follower.Listener {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String CONVERSATION = "d:alice:bob";

    private final Ledger ledger = new Ledger();
    private final CountDownLatch welcome = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private final String id;
    private volatile long deliveredAt;

    /**
     * What became of it.
     *
     * @param at {@link System#nanoTime()} at which bob had it
     */
    record Delivered(long at, LedgerVerdict verdict) {}

    private FirstMessage(String id) {
        this.id = id;
    }

    static Delivered send(Target target, String id) throws InterruptedException {
        var first = new FirstMessage(id);
        try (var platform = new PlatformClient(target.url(), target.apiKey(), TIMEOUT);
                var loops = SocketLoops.start(SocketEndpoint.of(target.url()), 1, List.of())) {
            return first.send(platform, loops);
        }
    }

    private Delivered send(PlatformClient platform, SocketLoops loops) throws InterruptedException {
        var tokens = new Tokens(platform, id);
        var sent = ledger.sending(id, CONVERSATION, "first", System.nanoTime());
        var bob = Follower.start(loops, new Follower.Identity(id, () -> tokens.of("bob")), null, this);
        await(welcome, "bob was not welcomed");
        var seq = post(platform, tokens);
        sent.accepted(seq, System.nanoTime());
        await(delivered, "the first message did not arrive");
        bob.stop();
        var store = ledger.reading(Ledger.STORE, CONVERSATION, seq - 1);
        platform.storedEvents(CONVERSATION, "bob", seq - 1, seq)
                .forEach(event -> store.add(new Seen(
                        event.conversation(), event.seq(), event.eventId(), event.clientMsgId(), event.text())));
        return new Delivered(deliveredAt, ledger.verdict());
    }

    private long post(PlatformClient platform, Tokens tokens) {
        var waiting = new RetryBackoff(TIMEOUT);
        while (true) {
            switch (platform.post(
                    tokens.of("alice"), new OutgoingMessage(id, new MessageReceiver.User("bob"), "first"))) {
                case Outcome.Accepted(var _, var seq, var _) -> {
                    return seq;
                }
                case Outcome.Refused(var code, var detail) ->
                    throw new CannotStartException("The first message was refused: " + code + " " + detail);
                case Outcome.Unknown(var why, var retryAfter) -> waiting.pause(retryAfter, why);
            }
        }
    }

    private static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
        if (!latch.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CannotStartException(otherwise + " within " + TIMEOUT.toSeconds() + " s.");
        }
    }

    @Override
    public void received(ServerFrame frame, long receivedAt) {
        if (frame instanceof ServerFrame.Welcome) {
            welcome.countDown();
        }
        if (frame instanceof ServerFrame.Live(var event) && id.equals(event.clientMsgId())) {
            ledger.reading("bob", event.conversation(), event.seq() - 1)
                    .add(new Seen(event.conversation(), event.seq(), event.eventId(), id, event.text()));
            deliveredAt = receivedAt;
            delivered.countDown();
        }
    }

    @Override
    public void lost(Closed why) {
        // The follower comes back; whether the message arrives is all that counts.
    }
}
