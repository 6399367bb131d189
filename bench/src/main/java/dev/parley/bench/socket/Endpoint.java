package dev.parley.bench.socket;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where sockets are opened.
 *
 * @param authority the {@code Host} header
 * @param path begins with a slash
 */
public record Endpoint(InetSocketAddress address, String authority, String path) {
    /** The socket endpoint of a platform at an {@code http:} address. */
    public static Endpoint of(URI platform) {
        if (!"http".equals(platform.getScheme())) {
            throw new IllegalArgumentException("Only http: addresses can be played to, not " + platform + ".");
        }
        var port = platform.getPort() < 0 ? 80 : platform.getPort();
        var base = platform.getPath() == null ? "" : platform.getPath().replaceAll("/+$", "");
        return new Endpoint(
                new InetSocketAddress(platform.getHost(), port), platform.getHost() + ":" + port, base + "/v1/socket");
    }
}
