package dev.parley.bench.peer;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Delivery;
import dev.parley.bench.chat.Promises;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A running peer as a chat. Groups need no creation there: a user who connects as a member is in it. */
public final class PeerChat implements Chat {
    private final RunningPeer peer;
    private final Dialect dialect;
    private final SocketLoops loops;
    private final Map<String, PeerSession> sessions = new ConcurrentHashMap<>();

    private PeerChat(RunningPeer peer, Dialect dialect, SocketLoops loops) {
        this.peer = peer;
        this.dialect = dialect;
        this.loops = loops;
    }

    /**
     * Connects to a peer.
     *
     * @param threads for sockets
     * @param sources local addresses that sockets come from; empty = any
     */
    public static PeerChat open(RunningPeer peer, Dialect dialect, int threads, List<String> sources) {
        var endpoint = SocketEndpoint.of(peer.url(), dialect.protocol());
        return new PeerChat(peer, dialect, SocketLoops.start(endpoint, threads, sources));
    }

    @Override
    public Promises promises() {
        return dialect.promises();
    }

    @Override
    public void createUsers(List<String> users) {
        peer.register(users);
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        var session = PeerSession.open(loops, dialect, seat, listener);
        sessions.put(seat.user(), session);
        return session;
    }

    @Override
    public void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
        var session = sessions.get(member);
        if (session != null) {
            session.readStored(conversation, reader);
        }
    }

    @Override
    public void close() {
        loops.close();
    }
}
