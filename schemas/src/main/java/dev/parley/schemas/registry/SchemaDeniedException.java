package dev.parley.schemas.registry;

/** The registry answered, and the answer is no. Asking again changes nothing. */
public final class SchemaDeniedException extends RuntimeException {
    public SchemaDeniedException(String message) {
        super(message);
    }
}
