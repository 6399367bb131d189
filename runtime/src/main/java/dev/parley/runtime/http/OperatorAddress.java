package dev.parley.runtime.http;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An address for operators only: {@code /metrics}, {@code /readyz}, {@code /livez} and the operator API are served there.
 *
 * @param port 0 picks a free one
 * @param isAlone whether the first three are no longer served where clients connect; the operator API never is
 * @param token what whoever changes something must show; null = nothing can be changed
 */
public record OperatorAddress(
        String host, int port, boolean isAlone, @Nullable Secret token) {
    private static final int MAX_PORT = 65_535;
    private static final int MIN_TOKEN_LENGTH = 16;

    public OperatorAddress {
        if (token != null && token.value().length() < MIN_TOKEN_LENGTH) {
            throw new ConfigurationException(
                    List.of("PARLEY_OPERATOR_TOKEN must have at least " + MIN_TOKEN_LENGTH + " characters."));
        }
    }

    /** Null where none is set. */
    static @Nullable OperatorAddress from(Env env) {
        var host = env.string(
                "PARLEY_OPERATOR_HOST",
                "127.0.0.1",
                "Address of the operator port; 0.0.0.0 for all interfaces, of which none may be public.");
        var port = env.parsed(
                "PARLEY_OPERATOR_PORT",
                "",
                "Port for the operator API, /metrics, /readyz and /livez; not set, there is no API, and the others are"
                        + " on PARLEY_HTTP_PORT.",
                OperatorAddress::port,
                "a port from 0 to " + MAX_PORT);
        var token = env.secret(
                "PARLEY_OPERATOR_TOKEN",
                "What operators show to change something, at least " + MIN_TOKEN_LENGTH
                        + " characters; not set, nothing can be changed.");
        return port.isPresent() ? new OperatorAddress(host, port.getAsInt(), true, token.orElse(null)) : null;
    }

    /** The same, with health and metrics also where clients connect. */
    public OperatorAddress beside() {
        return new OperatorAddress(host, port, false, token);
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
