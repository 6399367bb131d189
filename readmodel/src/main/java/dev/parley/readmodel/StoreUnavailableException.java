package dev.parley.readmodel;

/** The store does not answer; retry later. A router answers 503. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
