package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Gives a problem to what would be answered with a status alone: Undertow ends a request with 500 where its handler threw, and with
 * 503 where the drain began, or its executor ended, a moment before.
 */
record EmptyFailures(HttpHandler next) implements HttpHandler {
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(EmptyFailures::answer);
        next.handleRequest(exchange);
    }

    /** Returns whether the answer was given here. */
    private static boolean answer(HttpServerExchange exchange) {
        if (!exchange.isResponseChannelAvailable()) {
            return false;
        }
        switch (exchange.getStatusCode()) {
            case INTERNAL -> Answers.problem(exchange, INTERNAL, "internal", "Internal error; retry later.");
            case UNAVAILABLE -> Draining.refuse(exchange);
            default -> {
                return false;
            }
        }
        return true;
    }
}
