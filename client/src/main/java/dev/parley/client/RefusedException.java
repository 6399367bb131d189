package dev.parley.client;

/** The platform refused something that a run cannot do without, for example the API key. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(message);
    }
}
