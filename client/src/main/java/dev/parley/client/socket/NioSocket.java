package dev.parley.client.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * One socket. Any thread may send or close: a frame goes to the kernel from the caller's own thread, and only what the
 * kernel does not take waits for the loop. Everything else happens on the loop's thread.
 */
public final class NioSocket {
    private static final byte[] NOTHING = new byte[0];

    private final SocketLoop loop;
    private final SocketChannel channel;
    private final Wire wire;
    private final SocketListener owner;
    private final ClientHandshake handshake;
    private final ServerFrameDecoder decoder = new ServerFrameDecoder(new Frames());

    /** Guarded by this. */
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();

    private byte[] incomplete = NOTHING;
    private boolean isUpgraded;
    private boolean isClosed;
    private long receivedAt = System.nanoTime();
    /** Zero = all that is there. */
    private Duration timeOfAByte = Duration.ZERO;
    /** Until the time of the last byte is over. */
    private boolean isResting;

    NioSocket(SocketLoop loop, SocketChannel channel, Wire wire, SocketListener owner, ClientHandshake handshake) {
        this.loop = loop;
        this.channel = channel;
        this.wire = wire;
        this.owner = owner;
        this.handshake = handshake;
    }

    /** The loop that this socket lives on, for timers. */
    public SocketLoop loop() {
        return loop;
    }

    /** {@link System#nanoTime()} at which something was read last, be it part of a frame only. On the loop's thread. */
    public long lastReadAt() {
        return receivedAt;
    }

    /**
     * Reads one byte in each such time from now on, as over a line that is nearly dead. What comes meanwhile waits in the kernel, and then at
     * the server.
     *
     * @param time zero = reads all that is there, as at first
     */
    public void readAByteEach(Duration time) {
        loop.execute(() -> {
            timeOfAByte = time;
            isResting = false;
            watch();
        });
    }

    /** Sends a text frame. What is sent to a closed socket is lost, as it would be a moment earlier. */
    public void send(byte[] text) {
        write(MaskedFrame.text(text));
    }

    /** Sends a close frame and closes; the listener gets the code given here. */
    public void close(int code, String reason) {
        write(MaskedFrame.close(code));
        loop.execute(() -> end(new Closed(code, reason)));
    }

    /** Breaks the connection as a crash would: no close frame. */
    public void breakOff() {
        loop.execute(() -> end(Closed.lost("broken off")));
    }

    private void write(ByteBuffer frame) {
        try {
            synchronized (this) {
                if (waiting.isEmpty()) {
                    wire.write(frame);
                }
                if (frame.hasRemaining()) {
                    waiting.add(frame);
                }
                if (frame.hasRemaining() || wire.holdsUnsent()) {
                    loop.execute(this::watch);
                }
            }
        } catch (IOException | RuntimeException e) {
            loop.execute(() -> end(Closed.lost(message(e))));
        }
    }

    void connected() throws IOException {
        channel.finishConnect();
        wire.connected();
        watch();
        write(handshake.request());
    }

    void writable() throws IOException {
        synchronized (this) {
            wire.flush();
            while (!waiting.isEmpty()) {
                wire.write(waiting.getFirst());
                if (waiting.getFirst().hasRemaining()) {
                    break;
                }
                waiting.removeFirst();
            }
        }
        watch();
    }

    private void watch() {
        var key = channel.keyFor(loop.selector());
        if (key != null && key.isValid()) {
            boolean isBacklogged;
            synchronized (this) {
                // What TLS does not take yet waits for a read: the channel is writable all the time.
                isBacklogged = wire.holdsUnsent() || (!waiting.isEmpty() && wire.takesWrites());
            }
            key.interestOps((isResting ? 0 : SelectionKey.OP_READ) | (isBacklogged ? SelectionKey.OP_WRITE : 0));
        }
    }

    private void rest() {
        isResting = true;
        watch();
        loop.schedule(timeOfAByte, () -> {
            isResting = false;
            watch();
        });
    }

    void readable(byte[] bytes) throws IOException {
        do {
            readOnce(bytes);
        } while (!isClosed && !isResting && wire.holdsUnread());
        if (!isClosed && hasWaiting()) {
            writable();
        }
    }

    private synchronized boolean hasWaiting() {
        return !waiting.isEmpty() || wire.holdsUnsent();
    }

    /** Reads what is there into the loop's buffer, behind what was incomplete the last time. */
    private void readOnce(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes).put(incomplete);
        incomplete = NOTHING;
        var isSlow = timeOfAByte.isPositive();
        if (isSlow && wire instanceof Wire.Tcp) {
            // Over TLS what comes at once is a record.
            buffer.limit(buffer.position() + 1);
        }
        var count = wire.read(buffer);
        receivedAt = System.nanoTime();
        if (count < 0) {
            end(Closed.lost("closed without a close frame"));
            return;
        }
        var to = buffer.position();
        var next = isUpgraded ? decoder.decode(bytes, 0, to) : upgrade(bytes, to);
        if (next < to && !isClosed) {
            incomplete = Arrays.copyOfRange(bytes, next, to);
        }
        if (isSlow) {
            rest();
        }
    }

    private int upgrade(byte[] bytes, int to) throws FrameException {
        return switch (handshake.read(bytes, 0, to)) {
            case ClientHandshake.Progress.Incomplete _ -> 0;
            case ClientHandshake.Progress.Refused(var why) -> {
                end(why);
                yield to;
            }
            case ClientHandshake.Progress.Upgraded(var next) -> {
                isUpgraded = true;
                owner.opened(this);
                yield decoder.decode(bytes, next, to);
            }
        };
    }

    /** On the loop's thread. */
    void end(Closed why) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            channel.close();
        } catch (IOException e) {
            loop.report("close", e);
        }
        owner.closed(this, why);
    }

    void failed(IOException e) {
        if (e instanceof FrameException broken) {
            write(MaskedFrame.close(broken.closeCode()));
            end(new Closed(broken.closeCode(), message(e)));
        } else {
            end(Closed.lost(message(e)));
        }
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private final class Frames implements FrameSink {
        @Override
        public void text(byte[] bytes, int offset, int length) {
            if (!isClosed) {
                owner.text(NioSocket.this, bytes, offset, length, receivedAt);
            }
        }

        @Override
        public void binary(byte[] bytes, int offset, int length) {
            if (!isClosed) {
                owner.binary(NioSocket.this, bytes, offset, length, receivedAt);
            }
        }

        @Override
        public void ping(byte[] payload) {
            write(MaskedFrame.pong(payload));
        }

        @Override
        public void close(int code, String reason) {
            write(MaskedFrame.close(code == 1005 ? 1000 : code));
            end(new Closed(code, reason));
        }
    }
}
