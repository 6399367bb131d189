package dev.parley.client.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that serves many sockets and their timers. One read buffer for all of them, so an idle socket costs next to nothing. */
public final class SocketLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);
    private static final long LONGEST_SELECT_MS = 1_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final byte[] buffer = new byte[2 * ServerFrameDecoder.MAX_BYTES];
    private volatile boolean isStopping;

    private record Timer(long due, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.signum(due - other.due);
        }
    }

    private SocketLoop(String name, Selector selector) {
        this.selector = selector;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public static SocketLoop start(String name) {
        try {
            var loop = new SocketLoop(name, Selector.open());
            loop.thread.start();
            return loop;
        } catch (IOException e) {
            throw new UncheckedIOException("No selector can be opened.", e);
        }
    }

    /**
     * Opens a socket as the user of a token.
     *
     * @param source the local address to come from; null = any
     */
    public void connect(
            SocketEndpoint endpoint, String token, @Nullable InetSocketAddress source, SocketListener owner) {
        execute(() -> open(endpoint, new ClientHandshake(endpoint, token), source, owner));
    }

    /** Runs a task on the loop's thread, soon. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (!thread.equals(Thread.currentThread())) {
            selector.wakeup();
        }
    }

    /** Runs a task on the loop's thread after a while. */
    public void schedule(Duration delay, Runnable task) {
        var due = System.nanoTime() + delay.toNanos();
        execute(() -> timers.add(new Timer(due, task)));
    }

    private void open(
            SocketEndpoint endpoint,
            ClientHandshake handshake,
            @Nullable InetSocketAddress source,
            SocketListener owner) {
        try {
            // Closed by the socket that it becomes.
            var channel = SocketChannel.open();
            var socket = new NioSocket(this, channel, wire(endpoint, channel), owner, handshake);
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                if (source != null) {
                    channel.bind(source);
                }
                channel.register(selector, SelectionKey.OP_CONNECT, socket);
                if (channel.connect(endpoint.address())) {
                    socket.connected();
                }
            } catch (IOException e) {
                socket.failed(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No socket can be opened: are there too many?", e);
        }
    }

    private static Wire wire(SocketEndpoint endpoint, SocketChannel channel) throws IOException {
        var address = endpoint.address();
        return endpoint.isSecure()
                ? TlsWire.to(address.getHostString(), address.getPort(), channel)
                : new Wire.Tcp(channel);
    }

    private void run() {
        try (selector) {
            while (!isStopping) {
                selector.select(this::ready, untilNextTimer());
                // Timers first: what they ask of the loop is then done before it sleeps.
                runTimers();
                runTasks();
            }
            for (var key : selector.keys()) {
                ((NioSocket) key.attachment()).end(Closed.lost("the client stops"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The selector failed.", e);
        }
    }

    private void ready(SelectionKey key) {
        var socket = (NioSocket) key.attachment();
        try {
            if (key.isConnectable()) {
                socket.connected();
            }
            if (key.isValid() && key.isReadable()) {
                socket.readable(buffer);
            }
            if (key.isValid() && key.isWritable()) {
                socket.writable();
            }
        } catch (IOException e) {
            socket.failed(e);
        }
    }

    private void runTasks() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void runTimers() {
        var now = System.nanoTime();
        for (var next = timers.peek(); next != null && next.due() - now <= 0; next = timers.peek()) {
            timers.remove();
            next.task().run();
        }
    }

    private long untilNextTimer() {
        var next = timers.peek();
        if (next == null) {
            return LONGEST_SELECT_MS;
        }
        var wait = TimeUnit.NANOSECONDS.toMillis(next.due() - System.nanoTime()) + 1;
        return Math.clamp(wait, 1, LONGEST_SELECT_MS);
    }

    Selector selector() {
        return selector;
    }

    void report(String what, Exception e) {
        LOG.debug("what={} cause={}", what, e.toString());
    }

    /** Breaks every socket off and ends the thread. */
    @Override
    public void close() {
        isStopping = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
