package dev.parley.edge.log;

import dev.parley.runtime.service.StartException;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaDeniedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs of signals on Kafka. Their producer is their own: actions have one request in flight, and every signal among them would be a
 * request that the next message waits for. What is in flight is bounded by less than the producer's memory, so that {@code append}
 * does not block. Safe for many threads.
 */
final class KafkaSignalLog<T> implements SignalLog<T> {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSignalLog.class);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;
    private final SignalRecords<T> records;
    private final EdgeMetrics.OfService metrics;
    private final SparseReport failures = new SparseReport(BETWEEN_REPORTS, System::nanoTime);
    private final AtomicInteger inFlight = new AtomicInteger();

    KafkaSignalLog(Producer<byte[], byte[]> producer, SignalRecords<T> records, EdgeMetrics.OfService metrics) {
        this.producer = producer;
        this.records = records;
        this.metrics = metrics;
        metrics.beginAtZero(records.topic());
    }

    /** Makes sure that the first client waits for nothing: metadata and the schema id are known when this returns. */
    void start() {
        try {
            records.warmUp();
        } catch (RegistryUnavailableException | SchemaDeniedException e) {
            throw new StartException(
                    "The schema registry does not give the id of " + records.topic() + ": " + e.getMessage(), e);
        }
        ActionProducer.warmUp(producer, records.topic(), records.partitions());
    }

    @Override
    public boolean hasRoom() {
        return inFlight.get() < records.maxInFlight();
    }

    @Override
    public CompletableFuture<Boolean> append(T signal) {
        if (inFlight.incrementAndGet() > records.maxInFlight()) {
            inFlight.decrementAndGet();
            metrics.countSignal(records.topic(), ErrorCode.TOO_BUSY.code());
            return CompletableFuture.completedFuture(false);
        }
        var appended = new CompletableFuture<Boolean>();
        try {
            send(records.of(signal), appended);
        } catch (KafkaException | RegistryUnavailableException | SchemaDeniedException | IllegalStateException e) {
            ended(appended, e);
        }
        return appended;
    }

    private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Boolean> appended) {
        var _ = producer.send(record, (_, failure) -> {
            if (failure == null) {
                inFlight.decrementAndGet();
                metrics.countSignal(records.topic(), EdgeMetrics.APPENDED);
                appended.complete(true);
            } else {
                ended(appended, failure);
            }
        });
    }

    private void ended(CompletableFuture<Boolean> appended, Exception cause) {
        // A callback and an exception may both tell of one failure.
        if (!appended.complete(false)) {
            return;
        }
        inFlight.decrementAndGet();
        metrics.countSignal(records.topic(), ErrorCode.LOG_UNAVAILABLE.code());
        var count = failures.note();
        if (count > 0) {
            LOG.warn("event=signal-append-failed topic={} count={} cause={}", records.topic(), count, cause.toString());
        }
    }
}
