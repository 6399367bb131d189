package dev.parley.runtime.http;

import dev.parley.runtime.metrics.BuildInfo;
import dev.parley.runtime.metrics.JvmMeters;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.StartException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;

/**
 * The front on Undertow. Mounted handlers are called on an I/O thread and must not block there ({@link OnVirtualThread}).
 * An unmounted path is 503 until the process is ready, then 404.
 */
public final class UndertowFront implements HttpFront, AutoCloseable {
    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int MAX_POOLED_BUFFERS = 4 * 1024;
    private static final int BACKLOG = 4096;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Undertow server;
    private final Mounts mounts;
    private final Draining draining;
    private final @Nullable Undertow operator;
    private final Mounts operatorMounts;

    private UndertowFront(
            Undertow server, @Nullable Undertow operator, Mounts operatorMounts, Mounts mounts, Draining draining) {
        this.server = server;
        this.operator = operator;
        this.operatorMounts = operatorMounts;
        this.mounts = mounts;
        this.draining = draining;
    }

    /**
     * Listens when it returns.
     *
     * @throws StartException the address is in use, or not local
     */
    public static UndertowFront open(HttpSettings settings, Health health, PrometheusRegistry metrics) {
        return open(settings, health, metrics, new Mounts());
    }

    static UndertowFront open(HttpSettings settings, Health health, PrometheusRegistry metrics, Mounts mounts) {
        JvmMeters.register(metrics);
        BuildInfo.register(metrics);
        var draining = new Draining(exchange -> mounted(mounts, health, exchange));
        var own = new Mounts();
        own.add("/", draining);
        var operatorAddress = settings.operator();
        var operatorMounts = pages(new Mounts(), health, metrics);
        var operator = operatorAddress == null
                ? null
                : started(
                        server(settings, operatorAddress.host(), operatorAddress.port(), 1),
                        guarded(settings, health, operatorMounts),
                        operatorAddress.host() + ":" + operatorAddress.port(),
                        "PARLEY_OPERATOR_HOST and PARLEY_OPERATOR_PORT");
        try {
            var server = started(
                    server(settings, settings.host(), settings.port(), settings.ioThreads()),
                    new ForwardedClient(
                            guarded(
                                    settings,
                                    health,
                                    operatorAddress == null || !operatorAddress.isAlone()
                                            ? pages(own, health, metrics)
                                            : own),
                            settings.trustedProxies()),
                    settings.host() + ":" + settings.port(),
                    "PARLEY_HTTP_HOST and PARLEY_HTTP_PORT");
            return new UndertowFront(server, operator, operatorMounts, mounts, draining);
        } catch (StartException e) {
            if (operator != null) {
                operator.stop();
            }
            throw e;
        }
    }

    private static Mounts pages(Mounts mounts, Health health, PrometheusRegistry metrics) {
        var pages = new HealthEndpoints(health);
        mounts.add("/livez", pages::live);
        mounts.add("/readyz", new OnVirtualThread(pages::ready));
        mounts.add("/metrics", new OnVirtualThread(new MetricsHandler(metrics)));
        return mounts;
    }

    private static HttpHandler guarded(HttpSettings settings, Health health, Mounts mounts) {
        return new EmptyFailures(new Deadlines(
                new HeadLimit(exchange -> mounted(mounts, health, exchange)),
                settings.bodyTimeout(),
                settings.exchangeTimeout()));
    }

    private static Undertow started(Undertow.Builder builder, HttpHandler root, String address, String names) {
        var server = builder.setHandler(root).build();
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            throw startException(address, names, e);
        }
    }

    @Override
    public void mount(String prefix, HttpHandler handler) {
        mounts.add(prefix, handler);
    }

    /** Routes requests to the operator port; where there is none, nobody can call the handler. */
    public void mountForOperators(String prefix, HttpHandler handler) {
        operatorMounts.add(prefix, handler);
    }

    @Override
    public int port() {
        return portOf(server);
    }

    /** The port of {@code /metrics}, {@code /readyz} and {@code /livez}: that of operators where there is one. */
    public int operatorPort() {
        return portOf(operator == null ? server : operator);
    }

    private static int portOf(Undertow listening) {
        return ((InetSocketAddress) listening.getListenerInfo().getFirst().getAddress()).getPort();
    }

    /**
     * Answers 503 to new requests from now on, and waits for those in progress; upgraded connections do not count.
     *
     * @return whether every request was answered in time
     */
    public boolean drain(Duration atMost) {
        return draining.drain(atMost);
    }

    @Override
    public void close() {
        server.stop();
        // Last, so that an operator sees the end.
        if (operator != null) {
            operator.stop();
        }
    }

    private static void mounted(Mounts mounts, Health health, HttpServerExchange exchange) throws Exception {
        var handler = mounts.find(exchange.getRequestPath());
        if (handler != null) {
            handler.handleRequest(exchange);
        } else if (health.isReady()) {
            Answers.problem(exchange, 404, "not-found", "No such path.");
        } else {
            Answers.problem(exchange, 503, "starting", "The process is starting; retry later.");
        }
    }

    private static Undertow.Builder server(HttpSettings settings, String host, int port, int ioThreads) {
        return Undertow.builder()
                .addHttpListener(port, host)
                .setIoThreads(ioThreads)
                .setWorkerThreads(1)
                // Shared by all threads: a cache per thread is useless with virtual threads.
                .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER_BYTES, MAX_POOLED_BUFFERS, 0))
                .setSocketOption(Options.BACKLOG, BACKLOG)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) settings.maxBodyBytes())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HeadLimit.PARSED_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADERS, HeadLimit.PARSED_FIELDS)
                // Services decode paths strictly and report what is wrong; Undertow would answer an empty 400.
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, HeadLimit.PARSED_FIELDS)
                .setServerOption(UndertowOptions.MAX_COOKIES, 32)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(settings.headTimeout()))
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(settings.idleTimeout()))
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, millis(STOP));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private static StartException startException(String address, String names, RuntimeException failure) {
        return failure.getCause() instanceof BindException bind
                ? new StartException(
                        "Cannot listen on " + address + " (" + bind.getMessage() + "). Set " + names
                                + " to a free address of this machine.",
                        failure)
                : new StartException("Cannot listen on " + address + ": " + failure.getMessage(), failure);
    }
}
