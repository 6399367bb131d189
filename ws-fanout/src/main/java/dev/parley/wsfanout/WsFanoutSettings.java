package dev.parley.wsfanout;

import dev.parley.edge.EdgeSettings;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.wsfanout.session.SessionLimits;
import dev.parley.wsfanout.socket.OutboxLimits;
import java.time.Duration;
import java.util.List;

/**
 * What a push node must be told.
 *
 * @param sessions how patient it is with clients
 * @param outbox how much may wait for a slow client
 * @param ringBytes memory for recent events
 * @param spread within which clients come back elsewhere when the node stops
 * @param sockets which sockets it takes
 */
public record WsFanoutSettings(
        EdgeSettings edge,
        ReadModelSettings readModel,
        SessionLimits sessions,
        OutboxLimits outbox,
        long ringBytes,
        Duration spread,
        SocketSettings sockets) {
    private static final Duration HEARTBEAT = Duration.ofSeconds(25);
    private static final Duration HELLO_WAIT = Duration.ofSeconds(10);
    private static final Duration SPREAD = Duration.ofSeconds(5);
    private static final int OUTBOX_BYTES = 1 << 20;
    private static final int OUTBOX_FRAMES = 8_192;
    private static final int RING_BYTES = 64 << 20;
    private static final int MAX_BYTES = 1 << 30;

    public WsFanoutSettings {
        if (!sessions.heartbeat().isPositive() || !sessions.helloWait().isPositive() || spread.isNegative()) {
            throw new ConfigurationException(List.of(
                    "PARLEY_HEARTBEAT and PARLEY_HELLO_WAIT must be above 0, PARLEY_RECONNECT_SPREAD not below."));
        }
    }

    public static WsFanoutSettings from(Env env) {
        return new WsFanoutSettings(
                EdgeSettings.from(env),
                ReadModelSettings.from(env),
                new SessionLimits(
                        env.duration(
                                "PARLEY_HEARTBEAT",
                                HEARTBEAT,
                                "How often a client must be heard; silent for 1.2 of them it is sent a ping, for two its socket is closed."),
                        env.duration("PARLEY_HELLO_WAIT", HELLO_WAIT, "Longest wait for a socket's first frame.")),
                OutboxLimits.of(
                        env.integer(
                                "PARLEY_OUTBOX_BYTES",
                                OUTBOX_BYTES,
                                64 * 1024,
                                MAX_BYTES,
                                "Bytes that may wait for a slow client; then its socket is closed with 1013."),
                        env.integer(
                                "PARLEY_OUTBOX_FRAMES",
                                OUTBOX_FRAMES,
                                64,
                                1_000_000,
                                "Frames that may wait for a slow client; then its socket is closed with 1013.")),
                env.integer(
                        "PARLEY_RING_BYTES",
                        RING_BYTES,
                        1 << 20,
                        MAX_BYTES,
                        "Memory for recent events, out of which clients resume while the store is behind."),
                env.duration(
                        "PARLEY_RECONNECT_SPREAD",
                        SPREAD,
                        "Within which clients come back elsewhere when this node stops."),
                SocketSettings.from(env));
    }
}
