package dev.parley.bench.replay;

import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.Tokens;
import dev.parley.client.socket.SocketLoops;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The sockets of the users who speak on one: opened at the first word, and the longest silent one closed when there are too many. */
final class SenderSockets {
    private static final int AUTHENTICATION = 4001;
    private static final int UNAUTHORIZED = 401;

    private final SocketLoops loops;
    private final Tokens tokens;
    private final int most;
    private final AtomicLong repeats = new AtomicLong();

    /** In the order of last use; guarded by this. */
    private final Map<String, SenderSocket> sockets = new LinkedHashMap<>(16, 0.75f, true);

    SenderSockets(SocketLoops loops, Tokens tokens, int most) {
        this.loops = loops;
        this.tokens = tokens;
        this.most = most;
    }

    Outcome send(String user, OutgoingMessage message) {
        var token = tokens.of(user);
        var socket = socketOf(user, token);
        var outcome = socket.send(message);
        var ended = socket.ended();
        if (ended != null && (ended.code() == UNAUTHORIZED || ended.code() == AUTHENTICATION)) {
            tokens.forget(user);
        }
        return outcome;
    }

    /** How many events came twice or late on one of these sockets. */
    long repeats() {
        return repeats.get();
    }

    private synchronized SenderSocket socketOf(String user, String token) {
        var known = sockets.get(user);
        if (known != null && known.ended() == null) {
            return known;
        }
        var opened = new SenderSocket(loops, token, tokens.device(), repeats);
        sockets.put(user, opened);
        dropSilent();
        return opened;
    }

    private void dropSilent() {
        var oldest = sockets.entrySet().iterator();
        while (sockets.size() > most && oldest.hasNext()) {
            var socket = oldest.next().getValue();
            if (socket.isIdle()) {
                oldest.remove();
                socket.close();
            }
        }
    }

    synchronized int count() {
        return sockets.size();
    }

    synchronized void close() {
        sockets.values().forEach(SenderSocket::close);
    }
}
