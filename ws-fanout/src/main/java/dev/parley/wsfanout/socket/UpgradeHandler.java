package dev.parley.wsfanout.socket;

import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.runtime.http.ClientAddress;
import dev.parley.runtime.http.OnVirtualThread;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.frame.MessageDeflate;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET /v1/socket: verifies who is calling and whether there is room, before anything is upgraded, and hands the connection over. */
public final class UpgradeHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);
    private static final int UNAUTHORIZED = 401;

    private final Authenticator authenticator;
    private final BooleanSupplier isStopping;
    private final Terms terms;
    private final Opening opening;

    /** Takes over an upgraded connection, on any thread. */
    public interface Opening {
        void open(Upgraded upgraded, UserCaller caller);
    }

    /**
     * On which terms sockets are opened.
     *
     * @param deflate null where compression is not offered
     * @param onRefused told the reason where a node at its limits, or the origin, is why there is no socket
     */
    public record Terms(
            Admission admission,
            OriginRules origins,
            @Nullable MessageDeflate deflate,
            Consumer<String> onRefused) {}

    private UpgradeHandler(Authenticator authenticator, BooleanSupplier isStopping, Terms terms, Opening opening) {
        this.authenticator = authenticator;
        this.isStopping = isStopping;
        this.terms = terms;
        this.opening = opening;
    }

    /** May be called on an I/O thread. */
    public static HttpHandler of(
            Authenticator authenticator, BooleanSupplier isStopping, Terms terms, Opening opening) {
        return new OnVirtualThread(new UpgradeHandler(authenticator, isStopping, terms, opening));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var problem = Handshake.problemWith(exchange.getRequestMethod().toString(), headers)
                .or(() -> Handshake.problemWithSubprotocol(headers));
        if (problem.isPresent()) {
            Refusals.send(exchange, problem.get());
        } else if (isStopping.getAsBoolean()) {
            Refusals.send(exchange, Refusals.later(ErrorCode.STOPPING));
        } else if (!terms.origins().allow(headers)) {
            refuseOrigin(exchange);
        } else {
            admit(exchange);
        }
    }

    /** Before anything is verified, which costs more than to say no. */
    private void admit(HttpServerExchange exchange) {
        switch (terms.admission().enter()) {
            case Admission.Decision.Full(var reason) -> {
                terms.onRefused().accept(reason);
                Refusals.send(exchange, Refusals.later(ErrorCode.TOO_BUSY));
            }
            case Admission.Decision.Admitted(var place) -> {
                var isTaken = false;
                try {
                    isTaken = authenticate(exchange, place);
                } finally {
                    if (!isTaken) {
                        place.leave();
                    }
                }
            }
        }
    }

    /** False where the request was refused. */
    private boolean authenticate(HttpServerExchange exchange, Admission.Place place) {
        switch (authentication(exchange)) {
            case Authentication.Verified(UserCaller user) -> {
                if (terms.origins().allow(user.tenant(), exchange.getRequestHeaders())) {
                    accept(exchange, user, place);
                    return true;
                }
                refuseOrigin(exchange);
            }
            case Authentication.Verified _ ->
                refuseCaller(exchange, Problem.of(ErrorCode.TOKEN_MISSING, "A socket needs a user token or a ticket."));
            case Authentication.Refused refused -> refuseCaller(exchange, unauthenticated(refused));
        }
        return false;
    }

    private void refuseOrigin(HttpServerExchange exchange) {
        terms.onRefused().accept("origin");
        refuseCaller(exchange, Problem.of(ErrorCode.ORIGIN_NOT_ALLOWED));
    }

    private static void refuseCaller(HttpServerExchange exchange, Problem problem) {
        LOG.atInfo()
                .addKeyValue("status", problem.status())
                .addKeyValue("code", problem.code())
                .addKeyValue("address", ClientAddress.of(exchange))
                .log("Refused a socket.");
        Refusals.send(exchange, problem);
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

    private void accept(HttpServerExchange exchange, UserCaller caller, Admission.Place place) {
        var compression = Handshake.accept(exchange, terms.deflate());
        if (Handshake.offersSubprotocol(exchange.getRequestHeaders())) {
            exchange.getResponseHeaders().put(Handshake.PROTOCOL, Handshake.SUBPROTOCOL);
        }
        var server = exchange.getConnection();
        place.bindTo(server);
        exchange.upgradeChannel(
                "websocket", (stream, _) -> opening.open(new Upgraded(stream, server, place, compression), caller));
        exchange.endExchange();
    }

    /** Before the upgrade every refusal of a caller is 401. */
    private static Problem unauthenticated(Authentication.Refused refused) {
        var problem = Problem.of(refused);
        return new Problem(UNAUTHORIZED, problem.code(), problem.detail(), null, null);
    }
}
