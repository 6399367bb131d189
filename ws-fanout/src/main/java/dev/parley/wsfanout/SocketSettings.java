package dev.parley.wsfanout;

import dev.parley.edge.directory.Origins;
import dev.parley.runtime.config.Env;
import dev.parley.wsfanout.socket.Admission;

/**
 * Which sockets a push node takes.
 *
 * @param admission how many
 * @param isCompressed whether permessage-deflate is agreed to
 * @param hasEcho whether the echo for conformance suites is served
 * @param origins of web pages that may open sockets
 */
record SocketSettings(Admission.Limits admission, boolean isCompressed, boolean hasEcho, Origins origins) {
    /** Below the usual limit of 20,000 descriptors for a process, which holds other connections as well. */
    private static final int MAX_SOCKETS = 15_000;

    private static final int MAX_RESUMES = 2_000;
    private static final int MOST = 1_000_000;

    static SocketSettings from(Env env) {
        return new SocketSettings(
                new Admission.Limits(
                        env.integer(
                                "PARLEY_MAX_SOCKETS",
                                MAX_SOCKETS,
                                1,
                                MOST,
                                "Sockets at the same time; further ones are refused with 503. Each takes a file descriptor."),
                        env.integer(
                                "PARLEY_MAX_RESUMES",
                                MAX_RESUMES,
                                1,
                                MOST,
                                "Sockets between upgrade and welcome at the same time; further ones are refused with 503.")),
                onOff(
                        env,
                        "PARLEY_SOCKET_COMPRESSION",
                        "Whether clients may ask for permessage-deflate: less traffic, more CPU."),
                onOff(
                        env,
                        "PARLEY_SOCKET_ECHO",
                        "Whether /v1/socket-echo sends messages back without a token, for conformance suites."),
                env.parsed(
                        "PARLEY_SOCKET_ORIGINS",
                        "",
                        "Origins of web pages that may open sockets, with commas between; empty = any.",
                        Origins::parse,
                        "a list such as https://chat.example.com,https://example.com:8443"));
    }

    private static boolean onOff(Env env, String name, String meaning) {
        return env.parsed(name, "off", meaning, SocketSettings::parseOnOff, "on or off");
    }

    private static boolean parseOnOff(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
