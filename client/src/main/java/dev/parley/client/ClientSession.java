package dev.parley.client;

import dev.parley.client.socket.Closed;
import dev.parley.client.socket.NioSocket;
import dev.parley.client.socket.SocketListener;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One chat session on one socket: says hello, keeps alive, ends when not a byte comes for two heartbeats. */
public final class ClientSession {
    private static final Duration WELCOME_TIMEOUT = Duration.ofSeconds(15);
    private static final int TIMED_OUT = 4000;
    private static final RecentFrames FRAMES = new RecentFrames();

    private final SessionListener owner;
    private final List<byte[]> hello;
    private volatile @Nullable NioSocket socket;
    /** Null where the client says nothing of it. */
    private volatile @Nullable Boolean idle;

    private volatile boolean isWelcome;
    /** Whether its owner has ended it, perhaps before it was open. */
    private volatile boolean isLeft;

    private boolean isEnded;

    private ClientSession(SessionListener owner, List<byte[]> hello) {
        this.owner = owner;
        this.hello = hello;
    }

    /** @param positions what the client has of each conversation, to resume after it; null = live only */
    public static ClientSession open(
            SocketLoops loops,
            String token,
            String device,
            @Nullable Map<String, Long> positions,
            SessionListener owner) {
        return open(loops, 0, token, device, positions, owner);
    }

    /** @param node which of the push nodes, counted round and round */
    static ClientSession open(
            SocketLoops loops,
            int node,
            String token,
            String device,
            @Nullable Map<String, Long> positions,
            SessionListener owner) {
        var session = new ClientSession(owner, OutgoingFrames.hello(device, positions));
        loops.connect(token, node, session.new Events());
        return session;
    }

    /** Sends a message; without a socket it is lost, and the session has ended or is about to. */
    public void send(OutgoingMessage message) {
        var open = socket;
        if (open != null) {
            open.send(OutgoingFrames.send(message));
        }
    }

    /**
     * Changes a message; without a socket that is lost.
     *
     * @param id comes back in {@link ServerFrame.Answer}
     */
    public void send(String id, String conversation, String messageId, MessageChange change) {
        var open = socket;
        if (open != null) {
            open.send(OutgoingFrames.change(id, conversation, messageId, change));
        }
    }

    /**
     * Says how far the user is; without a socket that is lost.
     *
     * @param ref comes back in {@link ServerFrame.ReceiptTaken}
     */
    public void send(String ref, String conversation, Receipt receipt) {
        var open = socket;
        if (open != null) {
            open.send(OutgoingFrames.receipt(ref, conversation, receipt));
        }
    }

    /**
     * Says what the user wants to be shown as; without a socket that is lost.
     *
     * @param ref comes back in {@link ServerFrame.PresenceTaken}
     */
    public void send(String ref, OwnPresence presence) {
        var open = socket;
        if (open != null) {
            open.send(OutgoingFrames.presence(ref, presence));
        }
    }

    /** Says that the user writes in a conversation, again every 2 to 3 s, or has stopped; without a socket that is lost. */
    public void type(String conversation, boolean isOn) {
        var open = socket;
        if (open != null) {
            open.send(OutgoingFrames.typing(conversation, isOn));
        }
    }

    /**
     * Replaces the users whose presence this socket is shown; without a socket that is lost. It ends with the socket.
     *
     * @param ref comes back in {@link ServerFrame.Presence}
     */
    public void watch(String ref, List<String> users) {
        var open = socket;
        if (open != null) {
            open.send(OutgoingFrames.watch(ref, users));
        }
    }

    /** Says at once, and with each heartbeat, whether nobody has touched the device for a while. */
    public void setIdle(boolean isNowIdle) {
        idle = isNowIdle;
        var open = socket;
        if (open != null && isWelcome) {
            open.send(OutgoingFrames.ping(isNowIdle));
        }
    }

    /**
     * Shows the members of a conversation who are there something; it may be lost.
     *
     * @param data a JSON object, at most 4,096 bytes
     */
    public void show(String conversation, String data) {
        var open = socket;
        if (open != null) {
            open.send(OutgoingFrames.transientData(conversation, data));
        }
    }

    /**
     * Reads one byte in each such time from now on; without a socket that is lost.
     *
     * @param time zero = reads all that is there
     */
    public void readAByteEach(Duration time) {
        var open = socket;
        if (open != null) {
            open.readAByteEach(time);
        }
    }

    public void close() {
        isLeft = true;
        var open = socket;
        if (open != null) {
            open.close(1000, "done");
        }
    }

    /** Breaks the connection as a crash of the client would. */
    public void breakOff() {
        isLeft = true;
        var open = socket;
        if (open != null) {
            open.breakOff();
        }
    }

    private void beat(NioSocket open, Duration heartbeat) {
        if (isEnded) {
            return;
        }
        if (System.nanoTime() - open.lastReadAt() > 2 * heartbeat.toNanos()) {
            open.close(TIMED_OUT, "server silent");
            return;
        }
        var said = idle;
        open.send(said == null ? OutgoingFrames.ping() : OutgoingFrames.ping(said));
        open.loop().schedule(heartbeat, () -> beat(open, heartbeat));
    }

    private final class Events implements SocketListener {
        @Override
        public void opened(NioSocket opened) {
            socket = opened;
            if (isLeft) {
                opened.breakOff();
                return;
            }
            hello.forEach(opened::send);
            opened.loop().schedule(WELCOME_TIMEOUT, () -> {
                if (!isWelcome && !isEnded) {
                    opened.close(TIMED_OUT, "no welcome");
                }
            });
        }

        @Override
        public void text(NioSocket from, byte[] bytes, int offset, int length, long receivedAt) {
            try {
                var frame = FRAMES.read(bytes, offset, length);
                if (frame instanceof ServerFrame.Other other && other.type().equals("ping")) {
                    from.send(OutgoingFrames.pong());
                    return;
                }
                if (frame instanceof ServerFrame.Welcome welcome) {
                    isWelcome = true;
                    var heartbeat = Duration.ofMillis(Math.max(1_000, welcome.heartbeatMs()));
                    from.loop().schedule(heartbeat, () -> beat(from, heartbeat));
                }
                owner.received(ClientSession.this, frame, receivedAt);
            } catch (IOException e) {
                from.close(1007, "a frame that is no JSON: " + e.getMessage());
            }
        }

        @Override
        public void closed(NioSocket ended, Closed why) {
            isEnded = true;
            socket = null;
            owner.ended(ClientSession.this, why);
        }
    }
}
