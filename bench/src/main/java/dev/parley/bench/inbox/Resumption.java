package dev.parley.bench.inbox;

import dev.parley.client.ClientSession;
import dev.parley.client.ServerFrame;
import dev.parley.client.SessionListener;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One socket that resumes all conversations of a user, until the last event that was missed is there. */
final class Resumption implements SessionListener {
    private final Set<String> events = new HashSet<>();
    private final int missed;
    private final long began = System.nanoTime();
    private final CompletableFuture<Duration> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Closed> ended = new CompletableFuture<>();

    private Resumption(int missed) {
        this.missed = missed;
    }

    /** @param missed events that must come */
    static Resumption of(SocketLoops loops, String token, Map<String, Long> positions, int missed) {
        var resumption = new Resumption(missed);
        ClientSession.open(loops, token, "bench", positions, resumption);
        return resumption;
    }

    /** How long it took; empty where something did not come. Closes the socket. */
    Optional<Duration> await(Duration atMost) {
        try {
            var took = caughtUp.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            ended.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(took);
        } catch (TimeoutException | ExecutionException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void received(ClientSession session, ServerFrame frame, long receivedAt) {
        if (frame instanceof ServerFrame.Live(var event)
                && events.add(event.conversation() + " " + event.seq())
                && events.size() == missed) {
            caughtUp.complete(Duration.ofNanos(receivedAt - began));
            session.close();
        }
    }

    @Override
    public void ended(ClientSession session, Closed why) {
        caughtUp.completeExceptionally(new IllegalStateException("closed: " + why));
        ended.complete(why);
    }
}
