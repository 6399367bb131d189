package dev.parley.runtime.http;

import dev.parley.runtime.config.Env;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The listening address of a process, and its timeouts.
 *
 * @param port 0 picks a free one
 * @param ioThreads threads for socket I/O; requests run on virtual threads
 * @param maxBodyBytes a longer body is rejected
 * @param headTimeout limit for the head of a request, from its first byte
 * @param bodyTimeout limit for the body after that
 * @param exchangeTimeout limit for the whole request, until the last byte of the response is sent
 * @param idleTimeout limit for a connection without a request
 * @param trustedProxies whose word is taken for whom a request came from
 * @param operator where health and metrics are served instead; null for the same address as everything else
 */
public record HttpSettings(
        String host,
        int port,
        int ioThreads,
        int maxBodyBytes,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration exchangeTimeout,
        Duration idleTimeout,
        TrustedProxies trustedProxies,
        @Nullable OperatorAddress operator) {
    /** The largest body of the API, 128 KiB, plus a margin within which a service can reject a larger one itself. */
    private static final int MAX_BODY_BYTES = (128 + 8) * 1024;

    public static HttpSettings from(Env env) {
        return new HttpSettings(
                env.string("PARLEY_HTTP_HOST", "127.0.0.1", "Address to listen on; 0.0.0.0 for all interfaces."),
                env.integer("PARLEY_HTTP_PORT", 8080, 0, 65_535, "Port to listen on; 0 picks a free one."),
                env.integer(
                        "PARLEY_HTTP_IO_THREADS",
                        2,
                        1,
                        64,
                        "Threads for socket I/O; two are enough for most machines."),
                env.integer(
                        "PARLEY_HTTP_MAX_BODY_BYTES",
                        MAX_BODY_BYTES,
                        1024,
                        64 * 1024 * 1024,
                        "Maximum size of a request body."),
                env.duration(
                        "PARLEY_HTTP_HEAD_TIMEOUT", Duration.ofSeconds(10), "Limit for reading the head of a request."),
                env.duration(
                        "PARLEY_HTTP_BODY_TIMEOUT", Duration.ofSeconds(15), "Limit for reading the body of a request."),
                env.duration(
                        "PARLEY_HTTP_EXCHANGE_TIMEOUT",
                        Duration.ofSeconds(60),
                        "Limit from the head of a request to the last byte of its response."),
                env.duration("PARLEY_HTTP_IDLE_TIMEOUT", Duration.ofSeconds(75), "Limit for an idle connection."),
                new TrustedProxies(
                        env.parsed(
                                "PARLEY_TRUSTED_PROXIES",
                                "",
                                "Proxies that are believed whom a request came from: addresses and ranges, with commas; none by default.",
                                TrustedProxies::parse,
                                "addresses and ranges such as 192.0.2.7,10.0.0.0/8,fd00::/8"),
                        env.parsed(
                                "PARLEY_FORWARDED_HEADER",
                                "X-Forwarded-For",
                                "The header in which those proxies name it; a client may write the other one, so that is ignored.",
                                ForwardedHeader::parse,
                                "X-Forwarded-For or Forwarded")),
                OperatorAddress.from(env));
    }

    /** The same with an address for operators. */
    public HttpSettings withOperator(OperatorAddress address) {
        return new HttpSettings(
                host,
                port,
                ioThreads,
                maxBodyBytes,
                headTimeout,
                bodyTimeout,
                exchangeTimeout,
                idleTimeout,
                trustedProxies,
                address);
    }

    /** A free port on loopback; all other settings at their defaults. */
    public static HttpSettings onAnyPort() {
        return from(Env.of(java.util.Map.of("PARLEY_HTTP_PORT", "0")));
    }
}
