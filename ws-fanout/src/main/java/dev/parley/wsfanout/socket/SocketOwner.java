package dev.parley.wsfanout.socket;

import org.jspecify.annotations.Nullable;

/** Whoever a socket belongs to. */
public interface SocketOwner {
    /**
     * A text, as it came. On the I/O thread; must not block.
     *
     * @param isNext whether all texts before it were handled, so that it may be handled now
     * @return what is left to do; null where nothing is. It runs on a virtual thread after all before it, and may block
     */
    @Nullable
    Runnable onText(byte[] utf8, boolean isNext);

    /** A binary message, where these are served. On the I/O thread; must not block. */
    default void onBinary(byte[] bytes) {
        throw new UnsupportedOperationException("binary messages are not served");
    }

    /** No frame can be sent any more, though the connection may still stand for a moment. Once, on any thread; must not block. */
    void onClosing();

    /** The connection is gone. Once, on any thread; must not block. */
    void onClosed(SocketEnd end);

    /** The socket is closed since its client reads too slowly. On any thread; must not block. */
    void onTooSlow();
}
