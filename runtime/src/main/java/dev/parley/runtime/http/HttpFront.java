package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;

/**
 * A listening address that the services of a process share. Serves {@code /livez}, {@code /readyz} and
 * {@code /metrics} itself, unless there is an {@link OperatorAddress} for them; everything else is mounted. The longest matching prefix wins.
 */
public interface HttpFront {
    /** Routes requests whose path is the prefix, or begins with it and a slash, to the handler; {@code /} is the fallback. */
    void mount(String prefix, HttpHandler handler);

    /** The actual port, also if 0 was configured. */
    int port();
}
