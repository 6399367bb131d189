package dev.parley.wsfanout.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A few consumers without a group, made when they are first needed, each used by one thread at a time. */
final class ConsumerPool implements AutoCloseable {
    private static final int SIZE = 4;
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final Semaphore permits = new Semaphore(SIZE, true);
    private final ConcurrentLinkedDeque<KafkaConsumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();

    ConsumerPool(Map<String, Object> common) {
        settings = new HashMap<>(common);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        settings.put("isolation.level", "read_uncommitted");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.wait.ms", 20);
        settings.put("max.poll.records", 1_000);
        settings.put("request.timeout.ms", 10_000);
        settings.put("default.api.timeout.ms", 15_000);
        settings.put("enable.metrics.push", false);
    }

    /** Waits for a consumer, and lends it. One that failed is not lent again. */
    <T> T use(Function<KafkaConsumer<byte[], byte[]>, T> work) {
        permits.acquireUninterruptibly();
        try {
            var pooled = idle.poll();
            var consumer = pooled == null ? new KafkaConsumer<byte[], byte[]>(settings) : pooled;
            var isSound = false;
            try {
                var result = work.apply(consumer);
                isSound = true;
                return result;
            } finally {
                if (isSound) {
                    idle.push(consumer);
                } else {
                    consumer.close(CloseOptions.timeout(CLOSE));
                }
            }
        } finally {
            permits.release();
        }
    }

    /** Closes those that nobody uses. */
    @Override
    public void close() {
        for (var consumer = idle.poll(); consumer != null; consumer = idle.poll()) {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }
}
