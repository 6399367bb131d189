package dev.parley.bench.peer;

import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Delivery;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.NioSocket;
import dev.parley.client.socket.SocketListener;
import dev.parley.client.socket.SocketLoops;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user's one connection to a peer. It does not come back after a loss: the run then has no figure. */
final class PeerSession implements ChatSession, SocketListener {
    private final Dialect dialect;
    private final ChatUser seat;
    private final ChatListener listener;
    private final CompletableFuture<Line> ready = new CompletableFuture<>();
    private volatile @Nullable NioSocket socket;
    private volatile @Nullable Voice voice;
    private volatile boolean isLeaving;

    private PeerSession(Dialect dialect, ChatUser seat, ChatListener listener) {
        this.dialect = dialect;
        this.seat = seat;
        this.listener = listener;
    }

    /** Connects, and returns when the peer has let the user in. */
    static PeerSession open(SocketLoops loops, Dialect dialect, ChatUser seat, ChatListener listener) {
        var session = new PeerSession(dialect, seat, listener);
        loops.connect("", 0, session);
        Line.await(session.ready, seat.user());
        return session;
    }

    @Override
    public void opened(NioSocket opened) {
        var speaking = dialect.voice(new Line(opened, seat, listener, ready));
        socket = opened;
        voice = speaking;
        speaking.greet();
    }

    @Override
    public void text(NioSocket from, byte[] bytes, int offset, int length, long receivedAt) {
        var speaking = voice;
        if (speaking != null) {
            speaking.heard(bytes, offset, length, receivedAt);
        }
    }

    @Override
    public void closed(NioSocket ended, Closed why) {
        ready.completeExceptionally(new PeerException(seat.user() + " lost the connection: " + why));
        if (!isLeaving) {
            listener.lost();
        }
    }

    @Override
    public void send(ChatMessage message) {
        var speaking = voice;
        if (speaking != null) {
            speaking.say(message);
        }
    }

    void readStored(String conversation, Consumer<Delivery> reader) {
        var speaking = voice;
        if (speaking != null) {
            speaking.readStored(conversation, reader);
        }
    }

    @Override
    public void leave() {
        isLeaving = true;
        var open = socket;
        if (open != null) {
            open.close(1000, "done");
        }
    }
}
