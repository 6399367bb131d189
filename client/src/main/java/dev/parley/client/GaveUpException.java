package dev.parley.client;

/** The platform did not give a final answer for as long as the client was told to wait. */
public final class GaveUpException extends RuntimeException {
    GaveUpException(String message) {
        super(message);
    }
}
