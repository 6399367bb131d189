package dev.parley.client.socket;

/** Whoever opened a socket. Called on the loop's thread, which serves many sockets and must not be blocked. */
public interface SocketListener {
    /** The handshake is done, frames may be sent. */
    void opened(NioSocket socket);

    /**
     * A text message. The bytes belong to the loop and are overwritten after the call.
     *
     * @param receivedAt {@link System#nanoTime()} after the read that completed the message
     */
    void text(NioSocket socket, byte[] bytes, int offset, int length, long receivedAt);

    /** A binary message, on the same terms. Whoever expects none breaks the connection off. */
    default void binary(NioSocket socket, byte[] bytes, int offset, int length, long receivedAt) {
        socket.close(1003, "binary frame");
    }

    /** The socket is no more. Called once, also for a socket that never opened. */
    void closed(NioSocket socket, Closed why);
}
