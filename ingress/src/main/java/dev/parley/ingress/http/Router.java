package dev.parley.ingress.http;

import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Authenticator;
import dev.parley.ingress.http.OpenRequest.Answering;
import dev.parley.ingress.http.RouteTable.Found;
import dev.parley.ingress.http.RouteTable.Malformed;
import dev.parley.ingress.http.RouteTable.Nowhere;
import dev.parley.ingress.http.RouteTable.OtherMethods;
import dev.parley.schemas.errors.ErrorCode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The way of a request on its I/O thread: find the route, refuse what can be refused by the head alone, collect the body,
 * hand over to a virtual thread. Never blocks.
 */
public final class Router implements HttpHandler, AutoCloseable {
    private final RouteTable routes;
    private final Limits limits;
    private final Answering answering;
    private final RequestExecutor executor;
    private final Semaphore bodyBudget = new Semaphore(Limits.BODY_BYTES_HELD);

    public Router(
            List<Route> routes, Authenticator authenticator, Limits limits, Cors cors, PrometheusRegistry metrics) {
        this.routes = new RouteTable(routes);
        this.limits = limits;
        this.answering = new Answering(cors, RequestMetrics.of(metrics));
        this.executor = new RequestExecutor(new Credentials(authenticator), limits);
    }

    /** What is to be mounted. */
    public HttpHandler handler() {
        return new HttpContinueReadHandler(this);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.setMaxEntitySize(Limits.DRAINED_BYTES);
        var open = new OpenRequest(exchange, answering);
        var method = exchange.getRequestMethod().toString();
        switch (routes.match(method, pathOf(exchange))) {
            case Found found -> enter(open, found);
            case Malformed(var route, var part) -> {
                open.isOn(route);
                refuse(open, Problem.at(part, ErrorCode.FIELD_INVALID, "The path must be percent-encoded UTF-8."));
            }
            case OtherMethods(var allowed) -> offer(open, allowed);
            case Nowhere _ -> refuse(open, Problem.of(ErrorCode.NOT_FOUND));
        }
    }

    /** Lets no new request in, and returns when those under way are answered or after a few seconds. */
    @Override
    public void close() {
        executor.close();
    }

    private void enter(OpenRequest open, Found found) {
        var exchange = open.exchange();
        open.isOn(found.route());
        switch (QueryString.parse(exchange.getQueryString(), found.route().query())) {
            case Parsed.Invalid<?>(var problem) -> refuse(open, problem);
            case Parsed.Valid<Map<String, String>>(var query) -> {
                var request = new RequestExecutor.Request(open, found.route(), found.parts(), query);
                if (found.route().hasBody()) {
                    collect(request);
                } else {
                    executor.begin(request, new byte[0]);
                }
            }
        }
    }

    private void collect(RequestExecutor.Request request) {
        var open = request.open();
        var exchange = open.exchange();
        if (exchange.getRequestContentLength() > JsonBodies.MAX_BYTES) {
            refuse(open, JsonBodies.tooLarge());
            return;
        }
        var unsupported = MediaTypes.refusalOf(exchange.getRequestHeaders());
        if (unsupported.isPresent() && exchange.getRequestContentLength() > 0) {
            refuse(open, unsupported.get());
            return;
        }
        BodyCollector.collect(exchange, bodyBudget, limits.bodyTime(), body -> {
            switch (body) {
                // A body that is not there has no type, whether its length was announced or not.
                case BodyCollector.Whole(var bytes)
                when bytes.length > 0 && unsupported.isPresent() -> refuse(open, unsupported.get());
                case BodyCollector.Whole(var bytes) -> executor.begin(request, bytes);
                case BodyCollector.TooLong _ -> refuse(open, JsonBodies.tooLarge());
                case BodyCollector.TooSlow _ -> refuseAndClose(open, Problem.of(ErrorCode.BODY_TOO_SLOW));
                case BodyCollector.TooMany _ -> refuse(open, RequestExecutor.tooBusy());
                case BodyCollector.Broken _ ->
                    refuseAndClose(
                            open,
                            Problem.of(
                                    ErrorCode.BODY_NOT_JSON,
                                    "The body ended early or its chunks are malformed; send it again."));
            }
        });
    }

    private void offer(OpenRequest open, Set<String> allowed) {
        var methods = String.join(", ", allowed);
        var exchange = open.exchange();
        if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            answering.cors().onPreflight(exchange, methods);
            open.send(Reply.empty(204).with("Allow", methods));
        } else {
            exchange.getResponseHeaders().put(Headers.ALLOW, methods);
            refuse(open, Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "This address takes " + methods + "."));
        }
    }

    private static void refuse(OpenRequest open, Problem problem) {
        // A client that asked first sends no body after a refusal, so there is nothing to wait for.
        if (HttpContinue.requiresContinueResponse(open.exchange())) {
            open.exchange().setPersistent(false);
        }
        open.refuse(problem);
    }

    private static void refuseAndClose(OpenRequest open, Problem problem) {
        open.exchange().setPersistent(false);
        open.refuse(problem);
    }

    private static String pathOf(HttpServerExchange exchange) {
        var uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        var path = uri.indexOf('/', uri.indexOf("//") + 2);
        return path < 0 ? "/" : uri.substring(path);
    }
}
