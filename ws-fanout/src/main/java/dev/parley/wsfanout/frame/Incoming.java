package dev.parley.wsfanout.frame;

/** What a client's bytes turned out to be. */
public sealed interface Incoming {
    /** A whole text message, however many frames it came in; valid UTF-8. */
    record Text(byte[] utf8) implements Incoming {}

    /** A whole binary message, where these are served. */
    record Binary(byte[] bytes) implements Incoming {}

    record Ping(byte[] payload) implements Incoming {}

    record Pong() implements Incoming {}

    /** The client closes; the number that it gave, or 1000. */
    record Close(int number) implements Incoming {}

    /** The bytes break the protocol; nothing after them can be understood. */
    record Violation(CloseCode code, String reason) implements Incoming {}
}
