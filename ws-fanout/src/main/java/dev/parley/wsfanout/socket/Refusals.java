package dev.parley.wsfanout.socket;

import dev.parley.edge.api.Problem;
import dev.parley.edge.api.ProblemJson;
import dev.parley.schemas.errors.ErrorCode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How a handshake is answered that leads to no socket. */
final class Refusals {
    private static final int SOONEST_MILLIS = 1_000;
    private static final int LATEST_MILLIS = 10_000;
    private static final int MILLIS = 1_000;

    private Refusals() {}

    /** This node takes no more now; each client is told another time, so that they do not come back together. */
    static Problem later(ErrorCode code) {
        var millis = ThreadLocalRandom.current().nextInt(SOONEST_MILLIS, LATEST_MILLIS + 1);
        return Problem.of(code).retryAfter(Duration.ofMillis(millis));
    }

    static void send(HttpServerExchange exchange, Problem problem) {
        exchange.setStatusCode(problem.status());
        var headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        switch (problem.status()) {
            case 401 -> headers.put(Headers.WWW_AUTHENTICATE, "Bearer");
            case 405 -> headers.put(Headers.ALLOW, "GET");
            case 426 ->
                headers.put(Handshake.VERSION, Handshake.SUPPORTED_VERSION).put(Headers.UPGRADE, "websocket");
            default -> {}
        }
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            // Whole seconds, not before the time in the body.
            headers.put(Headers.RETRY_AFTER, (retryAfter.toMillis() + MILLIS - 1) / MILLIS);
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(ProblemJson.of(problem)));
    }
}
