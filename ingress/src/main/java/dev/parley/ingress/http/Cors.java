package dev.parley.ingress.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets web pages of some origins call with a user's token; API keys do not belong into pages. */
public record Cors(Set<String> origins) {
    private static final String ANY = "*";
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
    private static final HttpString REQUEST_METHOD = new HttpString("Access-Control-Request-Method");

    void onAnswer(HttpServerExchange exchange) {
        var allowed = allowedOrigin(exchange);
        var headers = exchange.getResponseHeaders();
        if (!origins.isEmpty() && !origins.contains(ANY)) {
            headers.add(Headers.VARY, "Origin");
        }
        if (allowed != null) {
            headers.put(ALLOW_ORIGIN, allowed);
            headers.put(EXPOSE_HEADERS, "ETag, Location, Retry-After, X-Request-Id");
        }
    }

    /** @param methods what the path takes, with commas */
    void onPreflight(HttpServerExchange exchange, String methods) {
        if (allowedOrigin(exchange) == null || !exchange.getRequestHeaders().contains(REQUEST_METHOD)) {
            return;
        }
        exchange.getResponseHeaders()
                .put(ALLOW_METHODS, methods)
                .put(
                        ALLOW_HEADERS,
                        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id")
                .put(MAX_AGE, "600");
    }

    private @Nullable String allowedOrigin(HttpServerExchange exchange) {
        var origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin == null) {
            return null;
        }
        if (origins.contains(ANY)) {
            return ANY;
        }
        return origins.contains(origin) ? origin : null;
    }
}
