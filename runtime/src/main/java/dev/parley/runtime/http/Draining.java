package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.util.Headers;
import java.time.Duration;

/** Lets requests through until it is told to stop, and then waits for those under way. */
final class Draining implements HttpHandler {
    private final GracefulShutdownHandler underWay;
    private volatile boolean isDraining;

    Draining(HttpHandler next) {
        this.underWay = new GracefulShutdownHandler(next);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (isDraining) {
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
            Answers.problem(exchange, 503, "stopping", "This process is stopping. Try again, at another one.");
        } else {
            underWay.handleRequest(exchange);
        }
    }

    /** Whether every request was answered in time. */
    boolean drain(Duration atMost) {
        isDraining = true;
        underWay.shutdown();
        try {
            return underWay.awaitShutdown(atMost.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
