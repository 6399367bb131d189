package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.RegistryUnavailableException;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs endpoints, each on a virtual thread, with a limit of requests in flight. A request counts until its answer was sent. */
final class RequestExecutor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestExecutor.class);
    private static final Duration DRAIN = Duration.ofSeconds(8);

    private final Credentials credentials;
    private final int most;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ingress-", 0).factory());
    private volatile boolean isClosing;

    RequestExecutor(Credentials credentials, Limits limits) {
        this.credentials = credentials;
        this.most = limits.requests();
        this.permits = new Semaphore(most);
    }

    /** A request whose head was found to be in order. */
    record Request(OpenRequest open, Route route, Map<String, String> path, Map<String, String> query) {}

    /** On the I/O thread, within the exchange's call. */
    void begin(Request request, byte[] body) {
        var open = request.open();
        if (isClosing || !permits.tryAcquire()) {
            open.refuse(tooBusy());
            return;
        }
        var exchange = open.exchange();
        exchange.addExchangeCompleteListener((_, next) -> {
            permits.release();
            next.proceed();
        });
        exchange.dispatch(threads, (HttpServerExchange _) -> run(request, body));
    }

    static Problem tooBusy() {
        return Problem.of(ErrorCode.TOO_BUSY).retryAfter(Limits.RETRY_AFTER);
    }

    @Override
    public void close() {
        isClosing = true;
        try {
            if (!permits.tryAcquire(most, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn()
                        .addKeyValue("inFlight", most - permits.availablePermits())
                        .log("Stopped with requests in flight.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private void run(Request request, byte[] body) {
        var open = request.open();
        Reply reply;
        try {
            reply = answer(request, body);
        } catch (RuntimeException e) {
            open.refuse(problemOf(e, request));
            return;
        }
        open.send(reply);
    }

    private static Problem problemOf(RuntimeException e, Request request) {
        var requestId = request.open().requestId();
        return switch (e) {
            case RefusedException refused -> refused.problem();
            case StoreUnavailableException _ -> {
                LOG.atWarn().addKeyValue("request", requestId).setCause(e).log("The store does not answer.");
                yield unavailable(ErrorCode.STORE_UNAVAILABLE);
            }
            case RegistryUnavailableException _ -> {
                LOG.atWarn().addKeyValue("request", requestId).setCause(e).log("The registry does not answer.");
                yield unavailable(ErrorCode.LOG_UNAVAILABLE);
            }
            default -> {
                LOG.error(
                        "event=failed request={} route=\"{}\"",
                        requestId,
                        request.route().name(),
                        e);
                yield Problem.of(ErrorCode.INTERNAL);
            }
        };
    }

    private Reply answer(Request request, byte[] body) {
        var headers = request.open().exchange().getRequestHeaders();
        var caller = callerOf(request);
        var key = request.route().hasBody() ? IdempotencyKey.of(headers) : null;
        var call = new Call(caller, request.path(), request.query(), key, IfMatch.of(headers), body);
        return Conditional.apply(request.route().endpoint().answer(call), headers);
    }

    private @Nullable Caller callerOf(Request request) {
        var access = request.route().access();
        if (access == Access.PUBLIC) {
            return null;
        }
        var caller = credentials.verify(request.open().exchange().getRequestHeaders());
        request.open().isBy(caller);
        access.refusalOf(caller).ifPresent(problem -> {
            throw new RefusedException(problem);
        });
        return caller;
    }

    private static Problem unavailable(ErrorCode code) {
        return Problem.of(code).retryAfter(Limits.RETRY_AFTER);
    }
}
