package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;

/** Gives each request the address of its client as source address, where it came through trusted proxies. */
record ForwardedClient(HttpHandler next, TrustedProxies proxies) implements HttpHandler {
    /** The client's port is not known. */
    private static final int NO_PORT = 0;

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var peer = exchange.getSourceAddress().getAddress();
        if (proxies.trust(peer)) {
            var client = proxies.clientOf(peer, exchange.getRequestHeaders());
            exchange.setSourceAddress(new InetSocketAddress(client, NO_PORT));
        }
        next.handleRequest(exchange);
    }
}
