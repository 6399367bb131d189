package dev.parley.wsfanout.presence;

/** A socket, as presence sees it. Never blocks. */
public interface Watcher {
    String tenant();

    String user();

    /** Whether anything can still be sent. */
    boolean isOpen();

    /** Sends an answer, which may not be lost. */
    void answer(byte[] frame);

    /** Sends a change; false where the client is behind, or gone. */
    boolean offer(byte[] frame);
}
