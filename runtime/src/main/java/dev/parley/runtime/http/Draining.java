package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.util.Headers;
import java.time.Duration;

/** Passes requests on until the drain, then rejects new ones and waits for those in progress. */
final class Draining implements HttpHandler {
    private final GracefulShutdownHandler inProgress;
    private volatile boolean isDraining;

    Draining(HttpHandler next) {
        this.inProgress = new GracefulShutdownHandler(next);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (isDraining) {
            refuse(exchange);
        } else {
            inProgress.handleRequest(exchange);
        }
    }

    static void refuse(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        Answers.problem(exchange, 503, "stopping", "This process is shutting down; retry on another node.");
    }

    /** Returns whether every request was answered in time. */
    boolean drain(Duration atMost) {
        isDraining = true;
        inProgress.shutdown();
        try {
            return inProgress.awaitShutdown(atMost.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
