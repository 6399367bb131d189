package dev.parley.client.socket;

/** The owner of a socket. Called on the loop's thread, which serves many sockets and must not be blocked. */
public interface SocketListener {
    /** The handshake is done, frames may be sent. */
    void opened(NioSocket socket);

    /**
     * A text message. The bytes belong to the loop and are overwritten after the call.
     *
     * @param receivedAt {@link System#nanoTime()} after the read that completed the message
     */
    void text(NioSocket socket, byte[] bytes, int offset, int length, long receivedAt);

    /** A binary message, under the same rules. By default it closes the connection. */
    default void binary(NioSocket socket, byte[] bytes, int offset, int length, long receivedAt) {
        socket.close(1003, "binary frame");
    }

    /** The socket is closed. Called once, also for a socket that never opened. */
    void closed(NioSocket socket, Closed why);
}
