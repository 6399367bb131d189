package dev.parley.topologies.ticks;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.ProducerSettings;
import dev.parley.schemas.Action;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.streams.TimerWatch;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
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
 * Appends a tick to a partition of {@code actions} once a timer is due there. Its clock decides nothing: a tick that comes early fires
 * nothing, since the broker stamps its time, and is sent again a second later. Nothing is appended where no timer waits.
 */
public final class TickClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickClock.class);
    /** How late a tick may be. */
    private static final Duration STEP = Duration.ofMillis(50);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final TickSchedule schedule = new TickSchedule();
    private final Producer<byte[], byte[]> producer;
    private final AvroWriter<Action> writer;
    private final InstantSource clock;
    private final Counter ticks;
    private final ScheduledExecutorService stepper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tick-clock").factory());

    TickClock(
            Producer<byte[], byte[]> producer,
            SchemaRegistry registry,
            InstantSource clock,
            PrometheusRegistry metrics) {
        this.producer = producer;
        this.writer = new AvroWriter<>(registry, Topics.ACTIONS.name(), Action.getClassSchema());
        this.clock = clock;
        this.ticks = Counter.builder()
                .name("parley_topologies_ticks_total")
                .help("Ticks for partitions where a timer was due, by whether the log took them.")
                .labelNames("result")
                .register(metrics);
        List.of("sent", "failed").forEach(ticks::initLabelValues);
    }

    /** One producer of its own, closed with the clock. Ticks nothing yet. */
    public static TickClock open(KafkaSettings kafka, SchemaRegistry registry, PrometheusRegistry metrics) {
        var producer =
                new KafkaProducer<byte[], byte[]>(ProducerSettings.forEdge(kafka, "parley-topologies-ticks", metrics));
        return new TickClock(producer, registry, InstantSource.system(), metrics);
    }

    public void start() {
        var _ = stepper.scheduleWithFixedDelay(this::step, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where tasks say what is due. */
    public TimerWatch watch() {
        return schedule;
    }

    /** Ticks every partition that needs it now. */
    void step() {
        for (var partition : schedule.take(clock.millis())) {
            try {
                tick(partition);
            } catch (KafkaException | RegistryUnavailableException e) {
                failed(partition, e);
            }
        }
    }

    private void tick(int partition) {
        var tick = Action.newBuilder()
                .setTenant("")
                .setConversation("")
                .setActionId("")
                .setBody(new Tick())
                .build();
        var record = new ProducerRecord<>(Topics.ACTIONS.name(), partition, Keys.of("", ""), writer.write(tick));
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
        LOG.warn("event=tick-failed partition={} cause={}", partition, cause.toString());
    }

    @Override
    public void close() {
        stepper.shutdownNow();
        producer.close(CLOSE_WAIT);
    }
}
