package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;

/**
 * Refuses long heads with 431 and a problem that says so. Undertow parses somewhat longer ones, since it answers those that it
 * does not parse by itself, without a body.
 */
record HeadLimit(HttpHandler next) implements HttpHandler {
    /** Longest head that is parsed. */
    static final int PARSED_BYTES = 64 * 1024;
    /** Most headers, and most query parameters, that are parsed. */
    static final int PARSED_FIELDS = 1_000;

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_FIELDS = 64;
    private static final int HEADER_FIELDS_TOO_LARGE = 431;
    /** A colon, a space and the end of the line. */
    private static final int SEPARATORS = 4;

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var headers = exchange.getRequestHeaders();
        if (exchange.getRequestURI().length() + exchange.getQueryString().length() + bytesOf(headers) <= MAX_BYTES
                && fieldsOf(headers) <= MAX_FIELDS) {
            next.handleRequest(exchange);
            return;
        }
        Answers.problem(
                exchange,
                HEADER_FIELDS_TOO_LARGE,
                "head-too-large",
                "Request line and headers may have " + MAX_BYTES + " bytes and " + MAX_FIELDS
                        + " headers; send fewer or shorter ones.");
    }

    private static int bytesOf(HeaderMap headers) {
        var bytes = 0;
        for (var values : headers) {
            for (var value : values) {
                bytes += values.getHeaderName().length() + value.length() + SEPARATORS;
            }
        }
        return bytes;
    }

    private static int fieldsOf(HeaderMap headers) {
        var fields = 0;
        for (var values : headers) {
            fields += values.size();
        }
        return fields;
    }
}
