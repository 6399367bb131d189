package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.runtime.http.ClientAddress;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its head to its answer; whatever the answer is, it is named, counted and logged the same way. */
final class OpenRequest {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRequest.class);
    private static final HttpString REQUEST_ID = new HttpString("X-Request-Id");
    private static final HttpString NO_SNIFFING = new HttpString("X-Content-Type-Options");
    private static final int SERVER_FAULT = 500;
    private static final double NANOS_PER_SECOND = 1e9;

    private final HttpServerExchange exchange;
    private final Answering answering;
    private final String requestId;
    private final long startedAt = System.nanoTime();
    private String route = "none";
    private @Nullable Caller caller;

    OpenRequest(HttpServerExchange exchange, Answering answering) {
        this.exchange = exchange;
        this.answering = answering;
        this.requestId = RequestIds.of(exchange.getRequestHeaders().getFirst(REQUEST_ID));
    }

    /** What all answers have in common. */
    record Answering(Cors cors, RequestMetrics metrics) {}

    HttpServerExchange exchange() {
        return exchange;
    }

    String requestId() {
        return requestId;
    }

    void isOn(Route found) {
        route = found.name();
    }

    void isBy(Caller verified) {
        caller = verified;
    }

    void refuse(Problem problem) {
        log(problem);
        answering.metrics.refused(problem.code());
        send(Reply.problem(problem));
    }

    /** To be called once, unless {@link #refuse} was. */
    void send(Reply reply) {
        var headers = exchange.getResponseHeaders();
        headers.put(REQUEST_ID, requestId);
        headers.put(NO_SNIFFING, "nosniff");
        answering.cors.onAnswer(exchange);
        reply.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        exchange.setStatusCode(reply.status());
        answering.metrics.answered(route, reply.status(), seconds());
        if (reply.body().length == 0) {
            exchange.endExchange();
        } else {
            headers.put(Headers.CONTENT_LENGTH, reply.body().length);
            exchange.getResponseSender().send(ByteBuffer.wrap(reply.body()));
        }
    }

    private void log(Problem problem) {
        (problem.status() >= SERVER_FAULT ? LOG.atError() : LOG.atInfo())
                .addKeyValue("request", requestId)
                .addKeyValue("route", route)
                .addKeyValue("status", problem.status())
                .addKeyValue("code", problem.code())
                .addKeyValue("field", problem.field())
                .addKeyValue("address", ClientAddress.of(exchange))
                .addKeyValue("tenant", caller == null ? null : caller.tenant())
                .addKeyValue("actor", caller == null ? null : caller.actor().orElse(null))
                .addKeyValue("ms", Math.round(seconds() * 1e3))
                .log("Refused.");
    }

    private double seconds() {
        return (System.nanoTime() - startedAt) / NANOS_PER_SECOND;
    }
}
