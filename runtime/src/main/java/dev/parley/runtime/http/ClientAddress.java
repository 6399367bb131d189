package dev.parley.runtime.http;

import io.undertow.server.HttpServerExchange;

/** Whom a request came from. */
public final class ClientAddress {
    private ClientAddress() {}

    /** The IP address as text: the other end of the connection, or what a trusted proxy says. The client cannot choose it. */
    public static String of(HttpServerExchange exchange) {
        return exchange.getSourceAddress().getAddress().getHostAddress();
    }
}
