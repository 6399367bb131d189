package dev.parley.schemas.kafka;

/** Kafka did not answer, or refused for a reason that may pass. The same call may work later. */
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public LogUnavailableException(String message) {
        super(message);
    }
}
