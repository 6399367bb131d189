package dev.parley.client;

/** The platform refused something that a run cannot do without, for example the API key. */
public final class RequestRefusedException extends RuntimeException {
    public RequestRefusedException(String message) {
        super(message);
    }
}
