package dev.parley.bench.replay;

/** The run cannot begin or go on, with a sentence that says what to do. */
final class CannotPlayException extends RuntimeException {
    CannotPlayException(String message) {
        super(message);
    }
}
