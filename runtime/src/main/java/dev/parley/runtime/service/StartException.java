package dev.parley.runtime.service;

/** A service cannot start; the message says what to do. */
public final class StartException extends RuntimeException {
    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
