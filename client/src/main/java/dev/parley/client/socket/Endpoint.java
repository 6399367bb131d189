package dev.parley.client.socket;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where sockets are opened.
 *
 * @param authority the {@code Host} header
 * @param path begins with a slash
 * @param protocol the subprotocol asked for; empty = none
 * @param isBare whether it is spoken to over TCP alone: no upgrade and no frames
 */
public record Endpoint(InetSocketAddress address, String authority, String path, String protocol, boolean isBare) {
    private static final String PARLEY = "parley.v1+json";

    /** The socket endpoint of a platform at an {@code http:} address. */
    public static Endpoint of(URI platform) {
        if (!"http".equals(platform.getScheme())) {
            throw new IllegalArgumentException("Only http: addresses can be played to, not " + platform + ".");
        }
        var base = platform.getPath() == null ? "" : platform.getPath().replaceAll("/+$", "");
        return at(platform, base + "/v1/socket", PARLEY);
    }

    /** An endpoint at a {@code ws:} address, or at a {@code tcp:} address of a server that has no WebSocket. */
    public static Endpoint of(URI socket, String protocol) {
        if (!"ws".equals(socket.getScheme()) && !"tcp".equals(socket.getScheme())) {
            throw new IllegalArgumentException("Only ws: and tcp: addresses can be opened, not " + socket + ".");
        }
        var query = socket.getRawQuery() == null ? "" : "?" + socket.getRawQuery();
        return at(socket, (socket.getRawPath().isEmpty() ? "/" : socket.getRawPath()) + query, protocol);
    }

    private static Endpoint at(URI address, String path, String protocol) {
        var port = address.getPort() < 0 ? 80 : address.getPort();
        var authority = address.getHost() + ":" + port;
        var isBare = "tcp".equals(address.getScheme());
        return new Endpoint(new InetSocketAddress(address.getHost(), port), authority, path, protocol, isBare);
    }
}
