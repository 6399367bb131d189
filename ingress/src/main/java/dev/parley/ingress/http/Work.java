package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.readmodel.StoreUnavailableException;
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

/** Runs endpoints, each on a virtual thread, no more than so many at a time. A request counts until its answer was taken. */
final class Work implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final Duration DRAIN = Duration.ofSeconds(8);

    private final Credentials credentials;
    private final int most;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ingress-", 0).factory());
    private volatile boolean isClosing;

    Work(Credentials credentials, Limits limits) {
        this.credentials = credentials;
        this.most = limits.requests();
        this.permits = new Semaphore(most);
    }

    /** A request whose head was found to be in order. */
    record Request(Visit visit, Route route, Map<String, String> path, Map<String, String> query) {}

    /** On the I/O thread, within the exchange's call. */
    void begin(Request request, byte[] body) {
        var visit = request.visit();
        if (isClosing || !permits.tryAcquire()) {
            visit.refuse(tooBusy());
            return;
        }
        var exchange = visit.exchange();
        exchange.addExchangeCompleteListener((_, next) -> {
            permits.release();
            next.proceed();
        });
        exchange.dispatch(threads, (HttpServerExchange _) -> run(request, body));
    }

    static Problem tooBusy() {
        return new Problem(503, "too-busy", "Too much is under way here; come again.", null, Limits.RETRY_AFTER);
    }

    @Override
    public void close() {
        isClosing = true;
        try {
            if (!permits.tryAcquire(most, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn()
                        .addKeyValue("underWay", most - permits.availablePermits())
                        .log("Stopped while requests were under way.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private void run(Request request, byte[] body) {
        var visit = request.visit();
        Reply reply;
        try {
            reply = answer(request, body);
        } catch (RuntimeException e) {
            visit.refuse(problemOf(e, request));
            return;
        }
        visit.send(reply);
    }

    private static Problem problemOf(RuntimeException e, Request request) {
        var requestId = request.visit().requestId();
        return switch (e) {
            case RefusedException refused -> refused.problem();
            case StoreUnavailableException _ -> {
                LOG.atWarn().addKeyValue("request", requestId).setCause(e).log("The store does not answer.");
                yield unavailable("store-unavailable", "The store does not answer now.");
            }
            case RegistryUnavailableException _ -> {
                LOG.atWarn().addKeyValue("request", requestId).setCause(e).log("The registry does not answer.");
                yield unavailable("log-unavailable", "The log cannot be read or written now.");
            }
            default -> {
                LOG.error(
                        "event=failed request={} route=\"{}\"",
                        requestId,
                        request.route().name(),
                        e);
                yield Problem.of(500, "internal", "Something went wrong here; X-Request-Id names it in our log.");
            }
        };
    }

    private Reply answer(Request request, byte[] body) {
        var headers = request.visit().exchange().getRequestHeaders();
        var caller = callerOf(request);
        var key = request.route().hasBody() ? IdempotencyKey.of(headers) : null;
        var call = new Call(caller, request.path(), request.query(), key, body);
        return Conditional.apply(request.route().endpoint().answer(call), headers);
    }

    private @Nullable Caller callerOf(Request request) {
        var access = request.route().access();
        if (access == Access.PUBLIC) {
            return null;
        }
        var caller = credentials.verify(request.visit().exchange().getRequestHeaders());
        request.visit().isBy(caller);
        access.refusalOf(caller).ifPresent(problem -> {
            throw new RefusedException(problem);
        });
        return caller;
    }

    private static Problem unavailable(String code, String detail) {
        return new Problem(503, code, detail, null, Limits.RETRY_AFTER);
    }
}
