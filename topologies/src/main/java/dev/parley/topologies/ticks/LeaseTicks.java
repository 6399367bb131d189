package dev.parley.topologies.ticks;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.ProducerSettings;
import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseTick;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a tick to every partition of {@code leases} each five seconds, so that leases end where no push node is left. Several
 * processes that do so do no harm: the broker stamps the time, and between two records passes what passed.
 */
public final class LeaseTicks implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTicks.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final AvroWriter<Lease> writer;
    private final int partitions;
    private final Counter ticks;
    private final ScheduledExecutorService stepper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lease-ticks").factory());

    LeaseTicks(Producer<byte[], byte[]> producer, SchemaRegistry registry, int partitions, PrometheusRegistry metrics) {
        this.producer = producer;
        this.writer = new AvroWriter<>(registry, Topics.LEASES.name(), Lease.getClassSchema());
        this.partitions = partitions;
        this.ticks = Counter.builder()
                .name("parley_topologies_presence_ticks_total")
                .help("Ticks for the leases of partitions, by whether the log took them.")
                .labelNames("result")
                .register(metrics);
        List.of("sent", "failed").forEach(ticks::initLabelValues);
    }

    /** One producer of its own, closed with the ticks. Ticks nothing yet. */
    public static LeaseTicks open(KafkaSettings kafka, SchemaRegistry registry, PrometheusRegistry metrics) {
        var producer = new KafkaProducer<byte[], byte[]>(
                ProducerSettings.forEdge(kafka, "parley-topologies-lease-ticks", metrics));
        return new LeaseTicks(producer, registry, kafka.partitions(), metrics);
    }

    public void start() {
        var _ = stepper.scheduleWithFixedDelay(
                this::step, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ticks every partition. */
    void step() {
        for (var partition = 0; partition < partitions; partition++) {
            try {
                tick(partition);
            } catch (KafkaException | RegistryUnavailableException e) {
                failed(partition, e);
            }
        }
    }

    private void tick(int partition) {
        var tick = writer.write(new Lease("", "", new LeaseTick()));
        var record = new ProducerRecord<>(Topics.LEASES.name(), partition, Keys.of("", ""), tick);
        var _ = producer.send(record, (_, failure) -> {
            if (failure == null) {
                ticks.labelValues("sent").inc();
            } else {
                failed(partition, failure);
            }
        });
    }

    private void failed(int partition, Exception cause) {
        ticks.labelValues("failed").inc();
        LOG.warn("event=lease-tick-failed partition={} cause={}", partition, cause.toString());
    }

    @Override
    public void close() {
        stepper.shutdownNow();
        producer.close(CLOSE_WAIT);
    }
}
