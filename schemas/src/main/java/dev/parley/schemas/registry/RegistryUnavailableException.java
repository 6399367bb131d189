package dev.parley.schemas.registry;

/** The registry did not answer. Nothing may be skipped for it: stop, and ask again later. */
public final class RegistryUnavailableException extends RuntimeException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public RegistryUnavailableException(String message) {
        super(message);
    }
}
