package dev.parley.edge.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * What stands before the producer: hands it each record at once while few come, and those of some milliseconds together
 * while many do, since brokers and readers are paid by the request. What one caller sends one after the other keeps its
 * order. Safe for many threads.
 */
final class SendLine implements AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SendRate rate;
    private final Thread sender;
    private Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean isHandingOver;
    private boolean isClosed;

    private record Waiting(ProducerRecord<byte[], byte[]> record, Callback callback) {}

    /** @param clock in nanoseconds, for the rate */
    SendLine(Producer<byte[], byte[]> producer, LongSupplier clock) {
        this.producer = producer;
        this.clock = clock;
        this.rate = new SendRate(clock.getAsLong());
        this.sender = Thread.ofPlatform().daemon().name("action-line").start(this::run);
    }

    /** Sends now or a moment later. Whatever fails later is told to the callback, as the producer does it. */
    void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        if (!mustWait(record, callback)) {
            var _ = producer.send(record, callback);
        }
    }

    private boolean mustWait(ProducerRecord<byte[], byte[]> record, Callback callback) {
        lock.lock();
        try {
            rate.count(clock.getAsLong());
            // Nothing overtakes what waits already.
            if (isClosed || (rate.lingerNanos() == 0 && waiting.isEmpty() && !isHandingOver)) {
                return false;
            }
            waiting.add(new Waiting(record, callback));
            if (waiting.size() == 1) {
                changed.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (var next = takeAll(); !next.isEmpty(); next = takeAll()) {
                next.forEach(this::handOver);
            }
        } catch (InterruptedException _) {
            // Nobody interrupts it.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the first one, then as long as the rate asks for; nothing only when the line is closed. */
    private Queue<Waiting> takeAll() throws InterruptedException {
        lock.lock();
        try {
            isHandingOver = false;
            while (waiting.isEmpty() && !isClosed) {
                changed.await();
            }
            for (var left = rate.lingerNanos(); left > 0 && !isClosed; ) {
                left = changed.awaitNanos(left);
            }
            var taken = waiting;
            waiting = new ArrayDeque<>(taken.size());
            isHandingOver = !taken.isEmpty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void handOver(Waiting next) {
        try {
            var _ = producer.send(next.record(), next.callback());
        } catch (KafkaException | IllegalStateException e) {
            next.callback().onCompletion(null, e);
        }
    }

    /** Hands over what waits; what comes later goes to the producer directly. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            sender.join(CLOSE_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
