package dev.parley.bench.replay;

import dev.parley.client.ClientSession;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.ServerFrame;
import dev.parley.client.SessionListener;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A user's socket to speak on. A message that gets no answer, for whatever reason, is of unknown outcome. */
final class SenderSocket implements SessionListener {
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(12);
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Map<String, CompletableFuture<Outcome>> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<@Nullable Closed> welcome = new CompletableFuture<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final AtomicLong repeats;
    private final ClientSession session;
    private volatile @Nullable Closed ended;

    /** @param repeats counts events that came twice or late on a socket */
    SenderSocket(SocketLoops loops, String token, String device, AtomicLong repeats) {
        this.repeats = repeats;
        this.session = ClientSession.open(loops, token, device, null, this);
    }

    /** Blocks until there is an answer or none can be expected: for virtual threads. */
    Outcome send(OutgoingMessage message) {
        await(welcome, Closed.class);
        if (!welcome.isDone() || ended != null) {
            return new Outcome.Unknown(ended == null ? "no welcome" : "socket " + ended, RETRY);
        }
        var answer = new CompletableFuture<Outcome>();
        pending.put(message.id(), answer);
        session.send(message);
        if (ended != null) {
            // Ended between check and put: no other code will answer.
            answer.complete(new Outcome.Unknown("socket " + ended, RETRY));
        }
        var outcome = await(answer, Outcome.class);
        pending.remove(message.id());
        return outcome == null ? new Outcome.Unknown("no answer on the socket", RETRY) : outcome;
    }

    private static <T> @Nullable T await(CompletableFuture<? extends @Nullable T> future, Class<T> type) {
        try {
            return type.cast(future.get(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Why it was closed; null while it is open. */
    @Nullable
    Closed ended() {
        return ended;
    }

    boolean isIdle() {
        return pending.isEmpty();
    }

    void close() {
        session.close();
    }

    @Override
    public void received(ClientSession from, ServerFrame frame, long receivedAt) {
        switch (frame) {
            case ServerFrame.Welcome _ -> welcome.complete(null);
            case ServerFrame.Answer(var id, var outcome) -> {
                var waiting = pending.get(id);
                if (waiting != null) {
                    waiting.complete(outcome);
                }
            }
            case ServerFrame.Live(var event) -> watchOrder(event);
            default -> {}
        }
    }

    /** Holes cannot be told here: the user may have left for a while. */
    private void watchOrder(ReceivedEvent event) {
        var last = positions.put(event.conversation(), event.seq());
        if (last != null && event.seq() <= last) {
            repeats.incrementAndGet();
        }
    }

    @Override
    public void ended(ClientSession session, Closed why) {
        ended = why;
        welcome.complete(why);
        pending.values().forEach(answer -> answer.complete(new Outcome.Unknown("socket " + why, RETRY)));
    }
}
