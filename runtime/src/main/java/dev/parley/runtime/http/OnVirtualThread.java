package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Dispatches a request from its I/O thread to a virtual thread: the next handler may block, but not on the exchange's streams.
 * Undertow's blocking streams need a selector per thread and are not released when the connection is closed; bodies are
 * received before, and responses are passed to the sender.
 */
public record OnVirtualThread(HttpHandler next) implements HttpHandler {
    // Without state and never shut down: a virtual thread needs no pool.
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.dispatch(THREADS, next);
    }
}
