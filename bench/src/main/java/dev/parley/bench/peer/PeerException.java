package dev.parley.bench.peer;

/** A peer could not be started, or refused a user. */
public final class PeerException extends RuntimeException {
    public PeerException(String message) {
        super(message);
    }
}
