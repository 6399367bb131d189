package dev.parley.wsfanout.socket;

import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.frame.FrameDecoder;
import dev.parley.wsfanout.frame.Frames;
import dev.parley.wsfanout.frame.Incoming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A WebSocket on a raw connection. Reads and writes on the connection's I/O thread only; sending and closing are for any
 * thread and never block. After the close frame was sent it waits for the client's, for a while.
 */
public final class ClientSocket implements Runnable {
    /** Reads of one socket at a time, so that one that sends a lot does not keep the thread from the others. */
    private static final int READS = 4;

    /** Texts of one socket handled on the I/O thread before the others have their turn; what is beyond goes to the texts. */
    private static final int AT_ONCE = 8;

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final StreamConnection connection;
    private final FrameDecoder decoder;
    private final Outbox outbox;
    private final SerialExecutor texts;
    private final Flusher flusher;
    private final LongSupplier nanoTime;
    private final @Nullable Compression compression;
    private final SocketOwner owner;
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private volatile boolean hasClientClosed;
    private volatile boolean isBroken;
    private volatile SocketEnd how = SocketEnd.LOST;
    private volatile long lastHeardNanos;
    private volatile long closingSinceNanos;
    // All three are the I/O thread's.
    private int atOnce;
    private boolean isReading;
    private boolean hasAnswered;

    /**
     * What all sockets of a node have in common.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public record Shared(
            int maxFrameBytes,
            boolean takesBinary,
            OutboxLimits outbox,
            Flusher flusher,
            Executor workers,
            LongSupplier nanoTime) {}

    public ClientSocket(Upgraded upgraded, Shared shared, SocketOwner owner) {
        this.connection = upgraded.stream();
        this.owner = owner;
        this.flusher = shared.flusher();
        this.nanoTime = shared.nanoTime();
        this.lastHeardNanos = nanoTime.getAsLong();
        this.compression = upgraded.compression();
        this.decoder = new FrameDecoder(
                shared.maxFrameBytes(), shared.takesBinary(), compression == null ? null : compression.deflate());
        this.outbox = new Outbox(shared.outbox());
        this.texts = new SerialExecutor(shared.workers(), this::resumeReading);
    }

    /** Begins to read. */
    public void open(Upgraded upgraded) {
        upgraded.server().addCloseListener(_ -> end());
        connection.getSourceChannel().setReadListener(this::readable);
        connection.getSinkChannel().setWriteListener(_ -> run());
        ioThread().execute(connection.getSourceChannel()::wakeupReads);
    }

    XnioIoThread ioThread() {
        return connection.getIoThread();
    }

    /** Whether frames can still be sent. */
    public boolean isOpen() {
        return !isClosing.get();
    }

    /** When the last whole frame came, as of {@link Shared#nanoTime}. */
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    /** Sends a frame after all before it. A client that reads too slowly is closed with 1013. */
    public void send(byte[] frame) {
        var _ = isTaken(outbox.offer(compression == null ? frame : compression.single(frame)));
    }

    /** As {@link #send} for a frame that goes to many sockets. */
    public void sendShared(byte[] frame) {
        var _ = isTaken(outbox.offer(compression == null ? frame : compression.shared(frame)));
    }

    /** As {@link #sendShared} for a frame that may be lost; false where it is, since the client is behind or the socket ends. */
    public boolean sendSignal(byte[] frame) {
        return isTaken(outbox.offerSignal(compression == null ? frame : compression.shared(frame)));
    }

    private boolean isTaken(Outbox.Offer offer) {
        return switch (offer) {
            case FIRST -> {
                if (Thread.currentThread().equals(ioThread()) && isReading) {
                    hasAnswered = true;
                } else {
                    flusher.ask(this);
                }
                yield true;
            }
            case TAKEN -> true;
            case SEALED, SKIPPED -> false;
            case FULL -> {
                closeAsTooSlow();
                yield false;
            }
        };
    }

    public boolean hasRoom() {
        return outbox.hasRoom();
    }

    /** Blocks until a client that reads has made room; false where the socket ended instead. For virtual threads. */
    public boolean awaitRoom(Duration atMost) {
        try {
            if (!outbox.awaitRoom(atMost)) {
                closeAsTooSlow();
            }
            return isOpen();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void closeAsTooSlow() {
        if (closeWith(CloseCode.TRY_AGAIN, "reads too slowly", false)) {
            owner.onTooSlow();
        }
    }

    /** Closes at once: what waits to be sent is dropped. */
    public void close(CloseCode code, String reason) {
        closeWith(code, reason, false);
    }

    /** Closes after what waits to be sent. */
    public void closeAfterTheRest(CloseCode code, String reason) {
        closeWith(code, reason, true);
    }

    private boolean closeWith(CloseCode code, String reason, boolean isAfterTheRest) {
        return closeWith(Frames.close(code, reason), new SocketEnd(SocketEnd.By.SERVER, code.number()), isAfterTheRest);
    }

    private boolean closeWith(byte[] frame, SocketEnd end, boolean isAfterTheRest) {
        if (!outbox.seal(frame, isAfterTheRest)) {
            return false;
        }
        how = end;
        beginClosing();
        ioThread().execute(this);
        return true;
    }

    /** Gives up waiting for the client's close frame, where it is time; to be called now and then. */
    public void closeIfOverdue() {
        if (!isOpen() && nanoTime.getAsLong() - closingSinceNanos > CLOSE_WAIT.toNanos()) {
            terminate();
        }
    }

    /** Breaks the connection off. */
    public void terminate() {
        ioThread().execute(() -> {
            IoUtils.safeClose(connection);
            // It may have been gone before anybody listened.
            end();
        });
    }

    /** Writes what waits; on the I/O thread. */
    @Override
    public void run() {
        try {
            if (write(connection.getSinkChannel())) {
                finish(connection.getSinkChannel());
            }
        } catch (IOException _) {
            // The client is gone.
            IoUtils.safeClose(connection);
        }
    }

    /** Everything is written. */
    private void finish(ConduitStreamSinkChannel sink) throws IOException {
        if (hasClientClosed) {
            IoUtils.safeClose(connection);
        } else if (isBroken) {
            // The client's own close frame could not be understood any more; the end of the stream says as much.
            sink.shutdownWrites();
            sink.flush();
        }
    }

    /** False where the network takes no more now. */
    private boolean write(ConduitStreamSinkChannel sink) throws IOException {
        var out = IoBuffers.writing();
        while (outbox.fill(out)) {
            out.flip();
            outbox.written(sink.write(out));
            if (out.hasRemaining()) {
                sink.resumeWrites();
                return false;
            }
            out.clear();
        }
        if (sink.isWriteResumed()) {
            sink.suspendWrites();
        }
        return true;
    }

    /** Reads, and then writes at once what was answered without waiting. */
    private void readable(ConduitStreamSourceChannel source) {
        isReading = true;
        atOnce = 0;
        try {
            read(source);
        } finally {
            isReading = false;
            // Whatever becomes of reading: nobody else asks for it to be written.
            if (hasAnswered) {
                hasAnswered = false;
                run();
            }
        }
    }

    private void read(ConduitStreamSourceChannel source) {
        try {
            for (var i = 0; i < READS; i++) {
                var in = IoBuffers.reading();
                var count = source.read(in);
                if (count < 0) {
                    IoUtils.safeClose(connection);
                    return;
                }
                // A read that came short needs no other one to know that there is no more.
                var isAll = in.hasRemaining();
                if (!take(in.flip())) {
                    source.suspendReads();
                    return;
                }
                if (isAll) {
                    // Reading goes on when there is more.
                    source.resumeReads();
                    return;
                }
            }
        } catch (IOException _) {
            // The client is gone.
            IoUtils.safeClose(connection);
        }
    }

    /** False where no more is to be read for now. */
    private boolean take(ByteBuffer in) {
        var mayGoOn = true;
        while (!hasClientClosed) {
            var incoming = decoder.next(in);
            if (incoming == null) {
                return mayGoOn;
            }
            lastHeardNanos = nanoTime.getAsLong();
            switch (incoming) {
                case Incoming.Text(var utf8) -> mayGoOn &= take(utf8);
                case Incoming.Binary(var bytes) -> owner.onBinary(bytes);
                case Incoming.Ping(var payload) -> send(Frames.pong(payload));
                case Incoming.Pong _ -> {}
                case Incoming.Close(var number) -> clientClosed(number);
                case Incoming.Violation(var code, var reason) -> {
                    // What follows is read only so that the client sees the close frame and no reset.
                    isBroken = true;
                    close(code, reason);
                    return true;
                }
            }
        }
        return mayGoOn;
    }

    private boolean take(byte[] utf8) {
        var rest = owner.onText(utf8, atOnce < AT_ONCE && texts.isIdle());
        atOnce++;
        return rest == null || texts.add(rest);
    }

    private void clientClosed(int number) {
        hasClientClosed = true;
        if (!closeWith(Frames.closeEcho(number), new SocketEnd(SocketEnd.By.CLIENT, number), false)) {
            ioThread().execute(this);
        }
    }

    private void resumeReading() {
        ioThread().execute(connection.getSourceChannel()::resumeReads);
    }

    private void beginClosing() {
        if (isClosing.compareAndSet(false, true)) {
            closingSinceNanos = nanoTime.getAsLong();
            texts.close();
            owner.onClosing();
        }
    }

    private void end() {
        outbox.discard();
        beginClosing();
        if (isEnded.compareAndSet(false, true)) {
            owner.onClosed(how);
        }
    }
}
