package dev.parley.ingress.http;

import dev.parley.edge.api.JsonBodies;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Collects one body without holding a thread: everything happens on the exchange's I/O thread. It never holds more than
 * the longest legal body, and ends in time whatever the client does.
 */
final class BodyCollector implements ChannelListener<StreamSourceChannel> {
    private final HttpServerExchange exchange;
    private final Semaphore budget;
    private final Consumer<Body> then;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private int held;
    private boolean isDone;
    private XnioExecutor.@Nullable Key timer;

    private BodyCollector(HttpServerExchange exchange, Semaphore budget, Consumer<Body> then) {
        this.exchange = exchange;
        this.budget = budget;
        this.then = then;
    }

    /** What came. */
    sealed interface Body {}

    record Whole(byte[] bytes) implements Body {}

    record TooLong() implements Body {}

    record TooSlow() implements Body {}

    /** Too many bodies are held by this process. */
    record TooMany() implements Body {}

    record Broken() implements Body {}

    /**
     * Calls back on the I/O thread, once, in the exchange's call.
     *
     * @param budget bytes that all collectors together may hold; given back when the exchange is over
     */
    static void collect(HttpServerExchange exchange, Semaphore budget, Duration atMost, Consumer<Body> then) {
        if (exchange.isRequestComplete()) {
            then.accept(new Whole(new byte[0]));
            return;
        }
        var collector = new BodyCollector(exchange, budget, then);
        var channel = exchange.getRequestChannel();
        var body = collector.read(channel);
        if (body == null) {
            collector.awaitMore(channel, atMost);
        } else {
            then.accept(body);
        }
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        if (isDone) {
            return;
        }
        var body = read(channel);
        if (body != null) {
            finish(channel, body);
        }
    }

    private void awaitMore(StreamSourceChannel channel, Duration atMost) {
        timer = exchange.getIoThread()
                .executeAfter(() -> finish(channel, new TooSlow()), atMost.toMillis(), TimeUnit.MILLISECONDS);
        channel.getReadSetter().set(this);
        channel.resumeReads();
    }

    private void finish(StreamSourceChannel channel, Body body) {
        if (isDone) {
            return;
        }
        isDone = true;
        if (timer != null) {
            timer.remove();
        }
        channel.suspendReads();
        Connectors.executeRootHandler(_ -> then.accept(body), exchange);
    }

    /** Null where more is to come. */
    private @Nullable Body read(StreamSourceChannel channel) {
        try (var pooled = exchange.getConnection().getByteBufferPool().allocate()) {
            var buffer = pooled.getBuffer();
            while (true) {
                buffer.clear();
                var count = channel.read(buffer);
                if (count < 0) {
                    return new Whole(collected.toByteArray());
                }
                if (count == 0) {
                    return null;
                }
                if (collected.size() + count > JsonBodies.MAX_BYTES) {
                    return new TooLong();
                }
                if (!take(count)) {
                    return new TooMany();
                }
                var chunk = new byte[count];
                buffer.flip().get(chunk);
                collected.writeBytes(chunk);
            }
        } catch (IOException e) {
            return new Broken();
        }
    }

    private boolean take(int bytes) {
        if (!budget.tryAcquire(bytes)) {
            return false;
        }
        if (held == 0) {
            exchange.addExchangeCompleteListener((_, next) -> {
                budget.release(held);
                next.proceed();
            });
        }
        held += bytes;
        return true;
    }
}
