package dev.parley.edge.directory;

import dev.parley.schemas.registry.RegistryUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records whose schema the registry could not give when they came: kept, and read by a thread of their own once it can, so
 * that a registry that is down neither stops the tail nor costs a record. For handlers that ignore older versions, since
 * what comes meanwhile is read first. Safe for many threads.
 */
public final class HeldRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldRecords.class);
    private static final int NO_SCHEMA = -1;
    private static final int HEADER_BYTES = 5;

    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final Duration retryEvery;
    private final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> bySchema = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public HeldRecords(Consumer<ConsumerRecord<byte[], byte[]>> handler, Duration retryEvery) {
        this.handler = handler;
        this.retryEvery = retryEvery;
    }

    /** Reads a record now or, where its schema cannot be had, later. */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (isWaitingForTheSameSchema(record)) {
            return;
        }
        try {
            handler.accept(record);
        } catch (RegistryUnavailableException e) {
            LOG.warn("event=record-held topic={} cause={}", record.topic(), e.getMessage());
            hold(record);
        }
    }

    /** Whether everything that came was read. */
    public synchronized boolean isEmpty() {
        return bySchema.isEmpty();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private synchronized boolean isWaitingForTheSameSchema(ConsumerRecord<byte[], byte[]> record) {
        var held = bySchema.get(schemaOf(record));
        return held != null && held.add(record);
    }

    private synchronized void hold(ConsumerRecord<byte[], byte[]> record) {
        if (bySchema.isEmpty()) {
            Thread.ofVirtual().name("held-" + record.topic()).start(this::retryUntilRead);
        }
        bySchema.computeIfAbsent(schemaOf(record), _ -> new ArrayList<>()).add(record);
    }

    private void retryUntilRead() {
        try {
            while (!closed.await(retryEvery.toMillis(), TimeUnit.MILLISECONDS) && !retry()) {
                LOG.debug("event=records-still-held");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing is held any more. */
    private boolean retry() {
        for (var schema : schemas()) {
            try {
                // The first asks the registry, outside of the lock that the tail needs; the others then need not.
                handler.accept(firstOf(schema));
                release(schema);
            } catch (RegistryUnavailableException e) {
                LOG.debug("event=records-still-held cause={}", e.getMessage());
            }
        }
        return isEmpty();
    }

    private synchronized List<Integer> schemas() {
        return List.copyOf(bySchema.keySet());
    }

    private synchronized ConsumerRecord<byte[], byte[]> firstOf(int schema) {
        return bySchema.getOrDefault(schema, List.of()).getFirst();
    }

    private synchronized void release(int schema) {
        bySchema.getOrDefault(schema, List.of()).forEach(handler);
        bySchema.remove(schema);
    }

    private static int schemaOf(ConsumerRecord<byte[], byte[]> record) {
        var value = record.value();
        return value == null || value.length < HEADER_BYTES
                ? NO_SCHEMA
                : ByteBuffer.wrap(value).getInt(1);
    }
}
