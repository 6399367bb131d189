package dev.parley.ingress.http;

import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Authenticator;
import dev.parley.ingress.http.RouteTable.Found;
import dev.parley.ingress.http.RouteTable.Malformed;
import dev.parley.ingress.http.RouteTable.Nowhere;
import dev.parley.ingress.http.RouteTable.OtherMethods;
import dev.parley.ingress.http.Visit.Answering;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Work work;
    private final Semaphore bodyBudget = new Semaphore(Limits.BODY_BYTES_HELD);

    public Router(
            List<Route> routes, Authenticator authenticator, Limits limits, Cors cors, PrometheusRegistry metrics) {
        this.routes = new RouteTable(routes);
        this.limits = limits;
        this.answering = new Answering(cors, RequestMetrics.of(metrics));
        this.work = new Work(new Credentials(authenticator), limits);
    }

    /** What is to be mounted. */
    public HttpHandler handler() {
        return new HttpContinueReadHandler(this);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.setMaxEntitySize(Limits.DRAINED_BYTES);
        var visit = new Visit(exchange, answering);
        var method = exchange.getRequestMethod().toString();
        switch (routes.match(method, pathOf(exchange))) {
            case Found found -> enter(visit, found);
            case Malformed(var route, var part) -> {
                visit.isOn(route);
                refuse(visit, Problem.at(part, "field-invalid", "The path is not percent-encoded UTF-8."));
            }
            case OtherMethods(var allowed) -> offer(visit, allowed);
            case Nowhere _ -> refuse(visit, Problem.of(404, "not-found", "There is nothing at this address."));
        }
    }

    /** Lets no new request in, and returns when those under way are answered or after a few seconds. */
    @Override
    public void close() {
        work.close();
    }

    private void enter(Visit visit, Found found) {
        var exchange = visit.exchange();
        visit.isOn(found.route());
        switch (QueryString.parse(exchange.getQueryString(), found.route().query())) {
            case Parsed.Invalid<?>(var problem) -> refuse(visit, problem);
            case Parsed.Valid<Map<String, String>>(var query) -> {
                var request = new Work.Request(visit, found.route(), found.parts(), query);
                if (found.route().hasBody()) {
                    collect(request);
                } else {
                    work.begin(request, new byte[0]);
                }
            }
        }
    }

    private void collect(Work.Request request) {
        var visit = request.visit();
        var exchange = visit.exchange();
        if (exchange.getRequestContentLength() > JsonBodies.MAX_BYTES) {
            refuse(visit, tooLarge());
            return;
        }
        var unsupported = exchange.isRequestComplete()
                ? Optional.<Problem>empty()
                : MediaTypes.refusalOf(exchange.getRequestHeaders());
        if (unsupported.isPresent()) {
            refuse(visit, unsupported.get());
            return;
        }
        BodyCollector.collect(exchange, bodyBudget, limits.bodyTime(), body -> {
            switch (body) {
                case BodyCollector.Whole(var bytes) -> work.begin(request, bytes);
                case BodyCollector.TooLong _ -> refuse(visit, tooLarge());
                case BodyCollector.TooSlow _ ->
                    refuseAndClose(visit, Problem.of(408, "body-too-slow", "The body did not arrive in time."));
                case BodyCollector.TooMany _ -> refuse(visit, Work.tooBusy());
                case BodyCollector.Broken _ ->
                    refuseAndClose(visit, Problem.of(400, "body-not-json", "The body broke off or is badly framed."));
            }
        });
    }

    private void offer(Visit visit, Set<String> allowed) {
        var methods = String.join(", ", allowed);
        var exchange = visit.exchange();
        if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            answering.cors().onPreflight(exchange, methods);
            visit.send(Reply.empty(204).with("Allow", methods));
        } else {
            exchange.getResponseHeaders().put(Headers.ALLOW, methods);
            refuse(visit, Problem.of(405, "method-not-allowed", "This address takes " + methods + "."));
        }
    }

    private static void refuse(Visit visit, Problem problem) {
        // A client that asked first sends no body after a refusal, so there is nothing to wait for.
        if (HttpContinue.requiresContinueResponse(visit.exchange())) {
            visit.exchange().setPersistent(false);
        }
        visit.refuse(problem);
    }

    private static void refuseAndClose(Visit visit, Problem problem) {
        visit.exchange().setPersistent(false);
        visit.refuse(problem);
    }

    private static Problem tooLarge() {
        return Problem.of(413, "body-too-large", "The body is longer than " + JsonBodies.MAX_BYTES + " bytes.");
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
