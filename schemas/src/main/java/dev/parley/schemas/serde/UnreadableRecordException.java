package dev.parley.schemas.serde;

/** Bytes that are no record of the expected kind, now and for ever: a case for the dead letters. */
public final class UnreadableRecordException extends RuntimeException {
    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnreadableRecordException(String message) {
        super(message);
    }
}
