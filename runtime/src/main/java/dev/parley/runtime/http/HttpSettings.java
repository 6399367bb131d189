package dev.parley.runtime.http;

import dev.parley.runtime.config.Env;
import java.time.Duration;

/**
 * Where a process listens, and how patient it is.
 *
 * @param port 0 = any free one
 * @param ioThreads threads that move bytes; requests run elsewhere
 * @param maxBodyBytes a longer body is refused while it is read, or before
 * @param headTimeout how long the head of a request may take from its first byte
 * @param bodyTimeout how long the body may take after that
 * @param exchangeTimeout how long a request may take in all, until the last byte of its answer is taken
 * @param idleTimeout how long a connection may stay open without a request
 */
public record HttpSettings(
        String host,
        int port,
        int ioThreads,
        int maxBodyBytes,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration exchangeTimeout,
        Duration idleTimeout) {
    /** The largest body of the API, 128 KiB, and enough more for a service to see that a body is larger and to say so. */
    private static final int MAX_BODY_BYTES = (128 + 8) * 1024;

    public static HttpSettings from(Env env) {
        return new HttpSettings(
                env.string("PARLEY_HTTP_HOST", "127.0.0.1", "Address to listen on; 0.0.0.0 for every one."),
                env.integer("PARLEY_HTTP_PORT", 8080, 0, 65_535, "Port to listen on; 0 for any free one."),
                env.integer("PARLEY_HTTP_IO_THREADS", 2, 1, 64, "Threads that move bytes; two serve most machines."),
                env.integer(
                        "PARLEY_HTTP_MAX_BODY_BYTES", MAX_BODY_BYTES, 1024, 64 * 1024 * 1024, "Longest request body."),
                env.duration("PARLEY_HTTP_HEAD_TIMEOUT", Duration.ofSeconds(10), "Longest wait for a request's head."),
                env.duration("PARLEY_HTTP_BODY_TIMEOUT", Duration.ofSeconds(15), "Longest wait for a request's body."),
                env.duration(
                        "PARLEY_HTTP_EXCHANGE_TIMEOUT",
                        Duration.ofSeconds(60),
                        "Longest time from a request's head to the last byte of its answer."),
                env.duration("PARLEY_HTTP_IDLE_TIMEOUT", Duration.ofSeconds(75), "Longest time between two requests."));
    }

    /** Listens on any free port of the loopback address, with every other setting at its default. */
    public static HttpSettings onAnyPort() {
        return from(Env.of(java.util.Map.of("PARLEY_HTTP_PORT", "0")));
    }
}
