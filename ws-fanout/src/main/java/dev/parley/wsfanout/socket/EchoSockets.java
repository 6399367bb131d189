package dev.parley.wsfanout.socket;

import dev.parley.runtime.http.OnVirtualThread;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.frame.Frames;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * GET /v1/socket-echo: sends each message back over the same code as every other socket, without a token, so that a conformance
 * suite can be run against it. Served only where an operator asks for it.
 */
public final class EchoSockets implements HttpHandler, Runnable {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final UpgradeHandler.Terms terms;
    private final ClientSocket.Shared shared;
    private final Set<Echo> open = ConcurrentHashMap.newKeySet();

    /** @param shared takes binary messages as well */
    public EchoSockets(UpgradeHandler.Terms terms, ClientSocket.Shared shared) {
        this.terms = terms;
        this.shared = shared;
    }

    /** May be called on an I/O thread. */
    public HttpHandler handler() {
        return new OnVirtualThread(this);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var problem = Handshake.problemWith(exchange.getRequestMethod().toString(), headers);
        if (problem.isPresent()) {
            Refusals.send(exchange, problem.get());
            return;
        }
        switch (terms.admission().enter()) {
            case Admission.Decision.Full(var reason) -> {
                terms.onRefused().accept(reason);
                Refusals.send(exchange, Refusals.later(ErrorCode.TOO_BUSY));
            }
            case Admission.Decision.Admitted(var place) -> accept(exchange, place);
        }
    }

    private void accept(HttpServerExchange exchange, Admission.Place place) {
        var compression = Handshake.accept(exchange, terms.deflate());
        var server = exchange.getConnection();
        place.welcomed();
        place.bindTo(server);
        exchange.upgradeChannel(
                "websocket", (stream, _) -> new Echo(new Upgraded(stream, server, place, compression)).open());
        exchange.endExchange();
    }

    /** Ends those that are silent or do not answer a close frame; to be called now and then. */
    @Override
    public void run() {
        var now = shared.nanoTime().getAsLong();
        open.forEach(echo -> {
            echo.socket.closeIfOverdue();
            if (now - echo.socket.lastHeardNanos() > LONGEST_SILENCE.toNanos()) {
                echo.socket.close(CloseCode.TIMED_OUT, "silent for a minute");
            }
        });
    }

    /** Ends all of them. */
    public void stop() {
        open.forEach(echo -> echo.socket.close(CloseCode.GOING_AWAY, "stopping"));
    }

    private final class Echo implements SocketOwner {
        private final Upgraded upgraded;
        private final ClientSocket socket;

        Echo(Upgraded upgraded) {
            this.upgraded = upgraded;
            this.socket = new ClientSocket(upgraded, shared, this);
        }

        void open() {
            open.add(this);
            socket.open(upgraded);
        }

        @Override
        public @Nullable Runnable onText(byte[] utf8, boolean isNext) {
            socket.send(Frames.text(utf8));
            return null;
        }

        @Override
        public void onBinary(byte[] bytes) {
            socket.send(Frames.binary(bytes));
        }

        @Override
        public void onClosing() {}

        @Override
        public void onClosed(SocketEnd end) {
            open.remove(this);
        }

        @Override
        public void onTooSlow() {}
    }
}
