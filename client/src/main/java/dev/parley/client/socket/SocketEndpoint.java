package dev.parley.client.socket;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where sockets are opened.
 *
 * @param authority the {@code Host} header
 * @param path begins with a slash
 * @param protocol the subprotocol asked for; empty = none
 */
public record SocketEndpoint(InetSocketAddress address, String authority, String path, String protocol) {
    private static final String PARLEY = "parley.v1+json";

    /** The socket endpoint of a platform at an {@code http:} address. */
    public static SocketEndpoint of(URI platform) {
        if (!"http".equals(platform.getScheme())) {
            throw new IllegalArgumentException("Unsupported address " + platform + ": use http:.");
        }
        var base = platform.getPath() == null ? "" : platform.getPath().replaceAll("/+$", "");
        return at(platform, base + "/v1/socket", PARLEY);
    }

    /** An endpoint at a {@code ws:} address. */
    public static SocketEndpoint of(URI socket, String protocol) {
        if (!"ws".equals(socket.getScheme())) {
            throw new IllegalArgumentException("Unsupported address " + socket + ": use ws:.");
        }
        var query = socket.getRawQuery() == null ? "" : "?" + socket.getRawQuery();
        return at(socket, (socket.getRawPath().isEmpty() ? "/" : socket.getRawPath()) + query, protocol);
    }

    private static SocketEndpoint at(URI address, String path, String protocol) {
        var port = address.getPort() < 0 ? 80 : address.getPort();
        var authority = address.getHost() + ":" + port;
        return new SocketEndpoint(new InetSocketAddress(address.getHost(), port), authority, path, protocol);
    }
}
