package dev.parley.readmodel;

/** The store does not answer now; the same call may work later. Routers answer 503. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
