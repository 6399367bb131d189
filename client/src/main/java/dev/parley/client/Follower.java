package dev.parley.client;

import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that stays: it comes back after each loss, when the server asked for or with jitter, from where it was, to the next node. All its calls back are on one loop
 * thread at a time, each after the one before. It pings with each heartbeat of the platform (25 s), so that no proxy takes it for idle.
 */
public final class Follower implements SessionListener {
    private final SocketLoops loops;
    private final Identity identity;
    private final Listener listener;
    private final Map<String, Long> positions = new HashMap<>();
    private int node;
    private boolean isResuming;
    private final Reconnect reconnect =
            new Reconnect(() -> ThreadLocalRandom.current().nextDouble());
    private volatile @Nullable ClientSession session;
    /** Null where the client says nothing of it. */
    private volatile @Nullable Boolean idle;

    private volatile Duration timeOfAByte = Duration.ZERO;
    private volatile boolean isStopping;

    /**
     * Who connects. The token is asked for at each connection, off the loop's thread.
     *
     * @param node the push node to begin with
     */
    public record Identity(String device, Supplier<String> token, int node) {
        public Identity(String device, Supplier<String> token) {
            this(device, token, 0);
        }
    }

    /** What a follower tells. */
    public interface Listener {
        /** Frames as they come, resumed events included. */
        void received(ServerFrame frame, long receivedAt);

        /** A connection was lost, and another one will follow. */
        void lost(Closed why);
    }

    private Follower(SocketLoops loops, Identity identity, Listener listener) {
        this.loops = loops;
        this.identity = identity;
        this.listener = listener;
        this.node = identity.node();
    }

    /** @param positions to resume after; null = live from the first welcome on */
    public static Follower start(
            SocketLoops loops, Identity identity, @Nullable Map<String, Long> positions, Listener listener) {
        var follower = new Follower(loops, identity, listener);
        if (positions != null) {
            follower.positions.putAll(positions);
            follower.isResuming = true;
        }
        follower.connect();
        return follower;
    }

    /** Sends on the present connection; without one the message is lost. */
    public void send(OutgoingMessage message) {
        var open = session;
        if (open != null) {
            open.send(message);
        }
    }

    /**
     * Changes a message; without a connection that is lost.
     *
     * @param id comes back in {@link ServerFrame.Answer}
     */
    public void send(String id, String conversation, String messageId, MessageChange change) {
        var open = session;
        if (open != null) {
            open.send(id, conversation, messageId, change);
        }
    }

    /**
     * Says how far the user is; without a connection that is lost.
     *
     * @param ref comes back in {@link ServerFrame.ReceiptTaken}
     */
    public void send(String ref, String conversation, Receipt receipt) {
        var open = session;
        if (open != null) {
            open.send(ref, conversation, receipt);
        }
    }

    /**
     * Says what the user wants to be shown as; without a connection that is lost.
     *
     * @param ref comes back in {@link ServerFrame.PresenceTaken}
     */
    public void send(String ref, OwnPresence presence) {
        var open = session;
        if (open != null) {
            open.send(ref, presence);
        }
    }

    /**
     * Replaces the users whose presence is shown; without a connection that is lost. It ends with the connection: watch again after each
     * {@link ServerFrame.Welcome}.
     *
     * @param ref comes back in {@link ServerFrame.Presence}
     */
    public void watch(String ref, List<String> users) {
        var open = session;
        if (open != null) {
            open.watch(ref, users);
        }
    }

    /** Says at once, with each heartbeat and on each later connection, whether nobody has touched the device for a while. */
    public void setIdle(boolean isNowIdle) {
        idle = isNowIdle;
        var open = session;
        if (open != null) {
            open.setIdle(isNowIdle);
        }
    }

    /** As {@link ClientSession#type}, on the present connection. */
    public void type(String conversation, boolean isOn) {
        var open = session;
        if (open != null) {
            open.type(conversation, isOn);
        }
    }

    /** As {@link ClientSession#show}, on the present connection. */
    public void show(String conversation, String data) {
        var open = session;
        if (open != null) {
            open.show(conversation, data);
        }
    }

    /**
     * Reads one byte in each such time from now on, and on the connections that follow from their welcome on, as over a line that is nearly
     * dead.
     *
     * @param time zero = reads all that is there, as at first
     */
    public void readAByteEach(Duration time) {
        timeOfAByte = time;
        var open = session;
        if (open != null) {
            open.readAByteEach(time);
        }
    }

    /** Breaks the present connection off; the follower comes back. */
    public void breakOff() {
        var open = session;
        if (open != null) {
            open.breakOff();
        }
    }

    public void stop() {
        isStopping = true;
        var open = session;
        if (open != null) {
            open.close();
        }
    }

    /** Stops as a device that lost its line: without a close frame. */
    public void vanish() {
        isStopping = true;
        breakOff();
    }

    private void connect() {
        if (isStopping) {
            return;
        }
        Thread.ofVirtual().name("connect-" + identity.device()).start(() -> {
            try {
                var token = identity.token().get();
                var resume = isResuming ? Map.copyOf(positions) : null;
                var opened = ClientSession.open(loops, node, token, identity.device(), resume, this);
                session = opened;
                if (isStopping) {
                    // It was stopped while it had no session to close.
                    opened.breakOff();
                }
            } catch (GaveUpException e) {
                again(new Closed(Closed.LOST, "no token"));
            }
        });
    }

    @Override
    public void received(ClientSession from, ServerFrame frame, long receivedAt) {
        switch (frame) {
            case ServerFrame.Welcome welcome -> {
                reconnect.welcomed();
                // Without a position the server sends a conversation from the join on, on the next resume.
                welcome.conversations().forEach(positions::putIfAbsent);
                isResuming = true;
                goOn(from);
            }
            case ServerFrame.Live(var event) -> positions.merge(event.conversation(), event.seq(), Math::max);
            case ServerFrame.GoingAway(var reconnectAfterMs) ->
                reconnect.goingAway(Duration.ofMillis(reconnectAfterMs), System.nanoTime());
            default -> {}
        }
        listener.received(frame, receivedAt);
    }

    /** A new connection is as the one before. */
    private void goOn(ClientSession from) {
        var said = idle;
        if (said != null) {
            from.setIdle(said);
        }
        if (timeOfAByte.isPositive()) {
            from.readAByteEach(timeOfAByte);
        }
    }

    @Override
    public void ended(ClientSession ended, Closed why) {
        session = null;
        if (isStopping) {
            return;
        }
        listener.lost(why);
        again(why);
    }

    private void again(Closed why) {
        node++;
        loops.first().schedule(reconnect.after(why, System.nanoTime()), this::connect);
    }
}
