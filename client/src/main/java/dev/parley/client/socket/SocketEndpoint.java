package dev.parley.client.socket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/**
 * Where sockets are opened.
 *
 * @param isSecure whether TLS is spoken
 * @param authority the {@code Host} header
 * @param path begins with a slash
 * @param protocol the subprotocol asked for; empty = none
 */
public record SocketEndpoint(
        InetSocketAddress address, boolean isSecure, String authority, String path, String protocol) {
    private static final String PARLEY = "parley.v1+json";
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "ws", 80, "https", 443, "wss", 443);

    /** The socket endpoint of a platform at an {@code http:} or {@code https:} address. */
    public static SocketEndpoint of(URI platform) {
        if (!"http".equals(platform.getScheme()) && !"https".equals(platform.getScheme())) {
            throw new IllegalArgumentException("Unsupported address " + platform + ": use http: or https:.");
        }
        var base = platform.getPath() == null ? "" : platform.getPath().replaceAll("/+$", "");
        return at(platform, base + "/v1/socket", PARLEY);
    }

    /** An endpoint at a {@code ws:} or {@code wss:} address. */
    public static SocketEndpoint of(URI socket, String protocol) {
        if (!"ws".equals(socket.getScheme()) && !"wss".equals(socket.getScheme())) {
            throw new IllegalArgumentException("Unsupported address " + socket + ": use ws: or wss:.");
        }
        var query = socket.getRawQuery() == null ? "" : "?" + socket.getRawQuery();
        return at(socket, (socket.getRawPath().isEmpty() ? "/" : socket.getRawPath()) + query, protocol);
    }

    private static SocketEndpoint at(URI address, String path, String protocol) {
        var usual = PORTS.getOrDefault(address.getScheme(), -1);
        var port = address.getPort() < 0 ? usual : address.getPort();
        var isSecure = usual == 443;
        var authority = address.getHost() + ":" + port;
        return new SocketEndpoint(new InetSocketAddress(address.getHost(), port), isSecure, authority, path, protocol);
    }
}
