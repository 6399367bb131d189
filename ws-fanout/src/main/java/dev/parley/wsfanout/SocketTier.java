package dev.parley.wsfanout;

import dev.parley.edge.identity.Authenticator;
import dev.parley.wsfanout.frame.MessageDeflate;
import dev.parley.wsfanout.metrics.PushMetrics;
import dev.parley.wsfanout.session.SessionNode;
import dev.parley.wsfanout.socket.Admission;
import dev.parley.wsfanout.socket.ClientSocket;
import dev.parley.wsfanout.socket.EchoSockets;
import dev.parley.wsfanout.socket.Flusher;
import dev.parley.wsfanout.socket.OriginRules;
import dev.parley.wsfanout.socket.UpgradeHandler;
import io.undertow.server.HttpHandler;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What lies between a node's sessions and the network: which sockets it opens, and what they have in common. */
final class SocketTier implements AutoCloseable {
    /** Longest text of a client, in bytes; the same as the longest body over REST. */
    static final int FRAME_BYTES = 131_072;

    /** As long as the longest message of the usual suites. */
    private static final int ECHO_BYTES = 16 << 20;

    private final @Nullable MessageDeflate deflate;
    private final UpgradeHandler.Terms terms;
    private final ClientSocket.Shared shared;
    private final @Nullable EchoSockets echo;

    SocketTier(
            WsFanoutSettings settings,
            PushNode.SocketPorts ports,
            Flusher flusher,
            Executor workers,
            ScheduledExecutorService timer,
            PushMetrics metrics) {
        var sockets = settings.sockets();
        this.deflate = sockets.isCompressed() ? new MessageDeflate(metrics::compressed) : null;
        this.terms = new UpgradeHandler.Terms(
                new Admission(sockets.admission(), ports.waitingReads()),
                new OriginRules(sockets.origins(), ports.tenants()),
                deflate,
                metrics::upgradeRefused);
        this.shared =
                new ClientSocket.Shared(FRAME_BYTES, false, settings.outbox(), flusher, workers, ports.nanoTime());
        this.echo = sockets.hasEcho()
                ? new EchoSockets(
                        terms,
                        new ClientSocket.Shared(
                                ECHO_BYTES, true, settings.outbox(), flusher, workers, ports.nanoTime()))
                : null;
        if (echo != null) {
            var _ = timer.scheduleWithFixedDelay(echo, 1, 1, TimeUnit.SECONDS);
        }
    }

    ClientSocket.Shared shared() {
        return shared;
    }

    /** GET /v1/socket. */
    HttpHandler handler(Authenticator authenticator, SessionNode sessions) {
        return UpgradeHandler.of(authenticator, sessions::isStopping, terms, sessions::open);
    }

    /** GET /v1/socket-echo, where it is served. */
    Optional<HttpHandler> echo() {
        return Optional.ofNullable(echo).map(EchoSockets::handler);
    }

    @Override
    public void close() {
        if (echo != null) {
            echo.stop();
        }
        if (deflate != null) {
            deflate.close();
        }
    }
}
