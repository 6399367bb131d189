package dev.parley.client.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What the bytes of a socket go through: TCP itself, or TLS over it. Reads happen on the loop's thread, writes on any. */
interface Wire {
    /** On the loop's thread, once TCP is connected. */
    void connected() throws IOException;

    /** As {@link SocketChannel#read}: 0 = nothing at present, -1 = the other end has closed. */
    int read(ByteBuffer into) throws IOException;

    /** Whether the next read finds something that came with an earlier one, for which the channel does not call again. */
    boolean holdsUnread();

    /** Takes what it can at present; the rest stays in the buffer and must be brought again. */
    void write(ByteBuffer from) throws IOException;

    /** Sends what was taken and is still here. */
    void flush() throws IOException;

    /** Whether there is something for {@link #flush()}. */
    boolean holdsUnsent();

    /** Whether writes are taken at all, or only after something was read. */
    boolean takesWrites();

    /** TCP itself. */
    record Tcp(SocketChannel channel) implements Wire {
        @Override
        public void connected() {}

        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public boolean holdsUnread() {
            return false;
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            channel.write(from);
        }

        @Override
        public void flush() {}

        @Override
        public boolean holdsUnsent() {
            return false;
        }

        @Override
        public boolean takesWrites() {
            return true;
        }
    }
}
