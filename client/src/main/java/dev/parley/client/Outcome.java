package dev.parley.client;

import java.time.Duration;

/** What a client knows of something it asked for. */
public sealed interface Outcome {
    /** It happened and will never be different; an id only where a message was sent, else empty. */
    record Accepted(String conversation, long seq, String messageId) implements Outcome {}

    /** Refused with a stable code; nothing happened. */
    record Refused(String code, String detail) implements Outcome {}

    /** It may have happened or not: retry with the same id. */
    record Unknown(String why, Duration retryAfter) implements Outcome {}
}
