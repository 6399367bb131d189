package dev.parley.wsfanout.socket;

import dev.parley.edge.api.Problem;
import dev.parley.edge.api.ProblemJson;
import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.runtime.http.OnVirtualThread;
import dev.parley.schemas.errors.ErrorCode;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** GET /v1/socket: verifies who is calling, before anything is upgraded, and hands the connection over. */
public final class UpgradeHandler implements HttpHandler {
    private static final int UNAUTHORIZED = 401;

    private final Authenticator authenticator;
    private final BooleanSupplier isStopping;
    private final Opening opening;

    /** Takes over an upgraded connection, on any thread. */
    public interface Opening {
        void open(Upgraded upgraded, UserCaller caller);
    }

    private UpgradeHandler(Authenticator authenticator, BooleanSupplier isStopping, Opening opening) {
        this.authenticator = authenticator;
        this.isStopping = isStopping;
        this.opening = opening;
    }

    /** May be called on an I/O thread. */
    public static HttpHandler of(Authenticator authenticator, BooleanSupplier isStopping, Opening opening) {
        return new OnVirtualThread(new UpgradeHandler(authenticator, isStopping, opening));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var problem = Handshake.problemWith(exchange.getRequestMethod().toString(), exchange.getRequestHeaders());
        if (problem.isPresent()) {
            refuse(exchange, problem.get());
        } else if (isStopping.getAsBoolean()) {
            refuse(exchange, Problem.of(ErrorCode.STOPPING));
        } else {
            upgrade(exchange);
        }
    }

    private void upgrade(HttpServerExchange exchange) {
        switch (authentication(exchange)) {
            case Authentication.Verified(UserCaller user) -> accept(exchange, user);
            case Authentication.Verified _ ->
                refuse(exchange, Problem.of(ErrorCode.TOKEN_MISSING, "A socket needs a user token or a ticket."));
            case Authentication.Refused refused -> refuse(exchange, unauthenticated(refused));
        }
    }

    private Authentication authentication(HttpServerExchange exchange) {
        var ticket = Handshake.ticket(exchange.getRequestHeaders())
                .or(() -> Optional.ofNullable(exchange.getQueryParameters().get("ticket"))
                        .map(Deque::getFirst));
        var authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        return ticket.isPresent() && authorization == null
                ? authenticator.redeemTicket(ticket.get())
                : authenticator.authenticate(authorization, null, null);
    }

    private void accept(HttpServerExchange exchange, UserCaller caller) {
        var answer = exchange.getResponseHeaders();
        answer.put(Handshake.ACCEPT, Handshake.accept(exchange.getRequestHeaders()));
        if (Handshake.offersSubprotocol(exchange.getRequestHeaders())) {
            answer.put(Handshake.PROTOCOL, Handshake.SUBPROTOCOL);
        }
        var server = exchange.getConnection();
        exchange.upgradeChannel("websocket", (stream, _) -> opening.open(new Upgraded(stream, server), caller));
        exchange.endExchange();
    }

    /** Before the upgrade every refusal of a caller is 401. */
    private static Problem unauthenticated(Authentication.Refused refused) {
        var problem = Problem.of(refused);
        return new Problem(UNAUTHORIZED, problem.code(), problem.detail(), null, null);
    }

    private static void refuse(HttpServerExchange exchange, Problem problem) {
        exchange.setStatusCode(problem.status());
        var headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        switch (problem.status()) {
            case 401 -> headers.put(Headers.WWW_AUTHENTICATE, "Bearer");
            case 405 -> headers.put(Headers.ALLOW, "GET");
            case 426 ->
                headers.put(Handshake.VERSION, Handshake.SUPPORTED_VERSION).put(Headers.UPGRADE, "websocket");
            case 503 -> headers.put(Headers.RETRY_AFTER, "1");
            default -> {}
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(ProblemJson.of(problem)));
    }
}
