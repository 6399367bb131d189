package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes a request off its I/O thread: the next handler runs on a virtual thread of its own and may block, but not on the
 * exchange itself. Blocking streams would cost a selector per thread and are not freed when the connection is closed; bodies
 * are received before, and answers are given to the response sender.
 */
public record OnVirtualThread(HttpHandler next) implements HttpHandler {
    // Without state and never shut down: a virtual thread needs no pool.
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.dispatch(THREADS, next);
    }
}
