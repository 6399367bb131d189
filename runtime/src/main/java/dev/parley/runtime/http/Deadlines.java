package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes the connection of a client that sends its body or reads its response too slowly. Does not apply to upgraded
 * connections: their exchange ends with the upgrade.
 * Where the I/O thread is ending, and so takes no timer, the request is refused.
 */
record Deadlines(HttpHandler next, Duration body, Duration exchange) implements HttpHandler {
    @Override
    public void handleRequest(HttpServerExchange request) throws Exception {
        try {
            if (!request.isRequestComplete()) {
                closeAfter(body, request, true);
            }
            closeAfter(exchange, request, false);
        } catch (RejectedExecutionException _) {
            Draining.refuse(request);
            return;
        }
        next.handleRequest(request);
    }

    private static void closeAfter(Duration delay, HttpServerExchange request, boolean isForBody) {
        XnioExecutor.Key timer = request.getIoThread()
                .executeAfter(
                        () -> {
                            if (!isForBody || !request.isRequestComplete()) {
                                IoUtils.safeClose(request.getConnection());
                            }
                        },
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
        request.addExchangeCompleteListener((_, others) -> {
            timer.remove();
            others.proceed();
        });
    }
}
