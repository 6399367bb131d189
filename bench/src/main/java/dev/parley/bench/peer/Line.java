package dev.parley.bench.peer;

import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Delivery;
import dev.parley.client.socket.NioSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a voice speaks into: its socket, and the future that completes when it is ready. */
public final class Line {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final NioSocket socket;
    private final ChatUser seat;
    private final ChatListener listener;
    private final CompletableFuture<Line> ready;

    Line(NioSocket socket, ChatUser seat, ChatListener listener, CompletableFuture<Line> ready) {
        this.socket = socket;
        this.seat = seat;
        this.listener = listener;
        this.ready = ready;
    }

    public ChatUser seat() {
        return seat;
    }

    public String user() {
        return seat.user();
    }

    public ChatListener listener() {
        return listener;
    }

    public void text(String message) {
        socket.send(message.getBytes(StandardCharsets.UTF_8));
    }

    /** An envelope has come; anything else breaks the connection off. */
    public void delivered(@Nullable Delivery delivery, long receivedAt) {
        if (delivery == null) {
            fail("not an envelope");
        } else {
            listener.delivered(delivery, receivedAt);
        }
    }

    /** From now on everything sent to the user is heard. */
    public void ready() {
        ready.complete(this);
    }

    /** The peer refused this user, or sent something unknown. */
    public void fail(String why) {
        ready.completeExceptionally(new PeerException(user() + ": " + why));
        socket.close(1000, "done");
    }

    static void await(CompletableFuture<Line> ready, String user) {
        try {
            ready.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PeerException told
                    ? told
                    : new PeerException(user + " was not accepted within " + TIMEOUT.toSeconds() + " s.");
        }
    }
}
