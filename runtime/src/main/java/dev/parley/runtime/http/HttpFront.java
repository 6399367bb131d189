package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;

/**
 * A listening address that several services of a process may share. Serves {@code /livez}, {@code /readyz} and
 * {@code /metrics} itself; everything else is mounted. The longest matching prefix wins.
 */
public interface HttpFront {
    /** Sends every request whose path is the prefix, or begins with the prefix and a slash, to the handler; {@code /} takes the rest. */
    void mount(String prefix, HttpHandler handler);

    /** The port that is listened on, also where 0 was asked for. */
    int port();
}
