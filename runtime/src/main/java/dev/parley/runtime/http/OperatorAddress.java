package dev.parley.runtime.http;

import dev.parley.runtime.config.Env;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An address for operators only: {@code /metrics}, {@code /readyz} and {@code /livez} are served there, and no longer where clients
 * connect.
 *
 * @param port 0 picks a free one
 */
public record OperatorAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** Null where none is set. */
    static @Nullable OperatorAddress from(Env env) {
        var host = env.string(
                "PARLEY_OPERATOR_HOST",
                "127.0.0.1",
                "Address of the operator port; 0.0.0.0 for all interfaces, of which none may be public.");
        var port = env.parsed(
                "PARLEY_OPERATOR_PORT",
                "",
                "Port for /metrics, /readyz and /livez; not set, they are served on PARLEY_HTTP_PORT.",
                OperatorAddress::port,
                "a port from 0 to " + MAX_PORT);
        return port.isPresent() ? new OperatorAddress(host, port.getAsInt()) : null;
    }

    private static OptionalInt port(String text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        var port = Integer.parseInt(text);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(text);
        }
        return OptionalInt.of(port);
    }
}
