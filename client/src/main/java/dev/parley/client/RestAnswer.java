package dev.parley.client;

import java.time.Duration;

/** What came of an HTTP request. */
sealed interface RestAnswer {
    /** 2xx. */
    record Done(byte[] body) implements RestAnswer {}

    /** A problem that the same request would meet again. */
    record Problem(int status, String code, String detail) implements RestAnswer {}

    /** No answer, or one that says to retry: a write may have happened or not. */
    record Unanswered(String why, Duration retryAfter) implements RestAnswer {}
}
