package dev.parley.wsfanout.socket;

/** Whoever a socket belongs to. */
public interface SocketOwner {
    /**
     * Answers a text that needs no waiting, while none before it is under way; false where it is for {@link #onText}. On the
     * I/O thread; must not block.
     */
    boolean answersAtOnce(byte[] utf8);

    /** A text, after all texts before it were handled. On a virtual thread; may block. */
    void onText(byte[] utf8);

    /** No frame can be sent any more, though the connection may still stand for a moment. Once, on any thread; must not block. */
    void onClosing();

    /** The connection is gone. Once, on any thread; must not block. */
    void onClosed();

    /** The socket is closed since its client reads too slowly. On any thread; must not block. */
    void onTooSlow();
}
