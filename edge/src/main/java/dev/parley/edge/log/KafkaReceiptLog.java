package dev.parley.edge.log;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaDeniedException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.Topics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receipt log on Kafka. Its producer is its own: actions have one request in flight, and every receipt among them would be a
 * request that the next message waits for. What is in flight is bounded by less than the producer's memory, so that {@code append}
 * does not block. Safe for many threads.
 */
public final class KafkaReceiptLog implements ReceiptLog, AutoCloseable {
    /** A receipt is 1 KiB at most, and mostly 150 bytes; the producer holds 16 MiB. */
    static final int MAX_IN_FLIGHT = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaReceiptLog.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);
    private static final String APPENDED = "appended";

    private final Producer<byte[], byte[]> producer;
    private final ReceiptRecords records;
    private final EdgeMetrics.OfService metrics;
    private final SparseReport failures = new SparseReport(BETWEEN_REPORTS, System::nanoTime);
    private final AtomicInteger inFlight = new AtomicInteger();

    /** One producer of its own, closed with the log. */
    public static KafkaReceiptLog open(
            KafkaSettings kafka, SchemaRegistry registry, String service, PrometheusRegistry metrics) {
        return new KafkaReceiptLog(
                ActionProducer.openForReceipts(kafka, "parley-" + service + "-receipts"),
                new ReceiptRecords(registry, kafka.partitions()),
                EdgeMetrics.of(service, metrics));
    }

    KafkaReceiptLog(Producer<byte[], byte[]> producer, ReceiptRecords records, EdgeMetrics.OfService metrics) {
        this.producer = producer;
        this.records = records;
        this.metrics = metrics;
    }

    /** Makes sure that the first client waits for nothing: metadata and the schema id are known when this returns. */
    public void start() {
        try {
            records.warmUp();
        } catch (RegistryUnavailableException | SchemaDeniedException e) {
            throw new StartException("The schema registry does not give the id of receipts: " + e.getMessage(), e);
        }
        ActionProducer.warmUp(producer, Topics.RECEIPTS_IN.name(), records.partitions());
    }

    @Override
    public boolean hasRoom() {
        return inFlight.get() < MAX_IN_FLIGHT;
    }

    @Override
    public CompletableFuture<Boolean> append(ReceiptDraft draft) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            metrics.countReceipt(ErrorCode.TOO_BUSY.code());
            return CompletableFuture.completedFuture(false);
        }
        var appended = new CompletableFuture<Boolean>();
        try {
            send(records.of(draft), appended);
        } catch (KafkaException | RegistryUnavailableException | SchemaDeniedException | IllegalStateException e) {
            ended(appended, e);
        }
        return appended;
    }

    /** Sends what was appended. */
    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }

    private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Boolean> appended) {
        var _ = producer.send(record, (_, failure) -> {
            if (failure == null) {
                inFlight.decrementAndGet();
                metrics.countReceipt(APPENDED);
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
        metrics.countReceipt(ErrorCode.LOG_UNAVAILABLE.code());
        var count = failures.note();
        if (count > 0) {
            LOG.warn("event=receipt-append-failed count={} cause={}", count, cause.toString());
        }
    }
}
