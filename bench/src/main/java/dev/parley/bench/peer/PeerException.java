package dev.parley.bench.peer;

/** A peer could not be started, or did not let somebody in. */
public final class PeerException extends RuntimeException {
    public PeerException(String message) {
        super(message);
    }
}
