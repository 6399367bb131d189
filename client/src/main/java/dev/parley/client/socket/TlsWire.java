package dev.parley.client.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS over a connection, with the name of the server checked. Delegated tasks of a handshake run where they arise: about a
 * millisecond of the loop's thread for each socket.
 */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    /** It and both buffers are guarded by this. */
    private final SSLEngine engine;

    /** Ready to be read from. */
    private ByteBuffer received;

    /** Ready to be read from. */
    private ByteBuffer unsent;

    private boolean isOpen;
    private boolean isFull;

    private TlsWire(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.received =
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
        this.unsent = NOTHING;
    }

    /** Trusts what {@link SSLContext#getDefault()} trusts. */
    static TlsWire to(String host, int port, SocketChannel channel) throws IOException {
        try {
            var engine = SSLContext.getDefault().createSSLEngine(host, port);
            engine.setUseClientMode(true);
            var parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            return new TlsWire(channel, engine);
        } catch (NoSuchAlgorithmException e) {
            throw new SSLException("There is no default TLS context.", e);
        }
    }

    @Override
    public synchronized void connected() throws IOException {
        engine.beginHandshake();
        handshake();
    }

    @Override
    public synchronized int read(ByteBuffer into) throws IOException {
        var before = into.position();
        var isEnded = !isFull && fill() < 0;
        unwrapInto(into);
        var count = into.position() - before;
        return count == 0 && (isEnded || engine.isInboundDone()) ? -1 : count;
    }

    private int fill() throws IOException {
        received.compact();
        try {
            return channel.read(received);
        } finally {
            received.flip();
        }
    }

    private void unwrapInto(ByteBuffer into) throws IOException {
        isFull = false;
        while (true) {
            var result = engine.unwrap(received, into);
            switch (result.getStatus()) {
                case BUFFER_OVERFLOW -> {
                    isFull = true;
                    return;
                }
                case BUFFER_UNDERFLOW -> {
                    // What more there is lets the channel call again.
                    makeRoom();
                    return;
                }
                case CLOSED -> {
                    return;
                }
                case OK -> handshake();
            }
        }
    }

    /** The record that is coming may be longer than the buffer. */
    private void makeRoom() {
        var needed = engine.getSession().getPacketBufferSize();
        if (received.capacity() < needed) {
            received = ByteBuffer.allocate(needed).put(received).flip();
        }
    }

    @Override
    public synchronized boolean holdsUnread() {
        return isFull;
    }

    /** Goes as far as it can without another read. */
    private void handshake() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> {
                    if (wrap(NOTHING.duplicate()).getStatus() == SSLEngineResult.Status.CLOSED) {
                        return;
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    return;
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    isOpen = true;
                    return;
                }
            }
        }
    }

    @Override
    public synchronized void write(ByteBuffer from) throws IOException {
        flush();
        while (isOpen && from.hasRemaining() && !unsent.hasRemaining()) {
            if (wrap(from).getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new SSLException("The connection is closed.");
            }
        }
    }

    private SSLEngineResult wrap(ByteBuffer from) throws IOException {
        var packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        var result = engine.wrap(from, packet);
        packet.flip();
        if (unsent.hasRemaining()) {
            unsent = ByteBuffer.allocate(unsent.remaining() + packet.remaining())
                    .put(unsent)
                    .put(packet)
                    .flip();
        } else {
            unsent = packet;
        }
        flush();
        return result;
    }

    @Override
    public synchronized void flush() throws IOException {
        if (unsent.hasRemaining()) {
            channel.write(unsent);
        }
        if (!unsent.hasRemaining()) {
            unsent = NOTHING;
        }
    }

    @Override
    public synchronized boolean holdsUnsent() {
        return unsent.hasRemaining();
    }

    @Override
    public synchronized boolean takesWrites() {
        return isOpen && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP;
    }
}
