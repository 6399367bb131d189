package dev.parley.edge.log;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.registry.SchemaRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/** The logs of signals of one edge, over one producer of their own, which is closed with them. */
public final class SignalLogs implements AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final KafkaSignalLog<ReceiptDraft> receipts;
    private final KafkaSignalLog<Ephemeral> ephemeral;
    private final KafkaSignalLog<LeaseDraft> leases;

    private SignalLogs(
            Producer<byte[], byte[]> producer, SchemaRegistry registry, int partitions, EdgeMetrics.OfService metrics) {
        this.producer = producer;
        this.receipts = new KafkaSignalLog<>(producer, new ReceiptRecords(registry, partitions), metrics);
        this.ephemeral = new KafkaSignalLog<>(producer, EphemeralRecords.of(registry, partitions), metrics);
        this.leases = new KafkaSignalLog<>(producer, LeaseRecords.of(registry, partitions), metrics);
    }

    public static SignalLogs open(
            KafkaSettings kafka, SchemaRegistry registry, String service, PrometheusRegistry metrics) {
        return new SignalLogs(
                ActionProducer.openForSignals(kafka, "parley-" + service + "-signals", metrics),
                registry,
                kafka.partitions(),
                EdgeMetrics.of(service, metrics));
    }

    /** Makes sure that the first client waits for nothing. */
    public void start() {
        List.of(receipts, ephemeral, leases).forEach(KafkaSignalLog::start);
    }

    /** How far members say they have got. */
    public SignalLog<ReceiptDraft> receipts() {
        return receipts;
    }

    /** Who is writing, and what applications show each other. */
    public SignalLog<Ephemeral> ephemeral() {
        return ephemeral;
    }

    /** Which devices are connected, and what users want to be shown as. */
    public SignalLog<LeaseDraft> leases() {
        return leases;
    }

    /** Sends what was appended. */
    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }
}
