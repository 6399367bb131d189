package dev.parley.topologies.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseTick;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseTicksTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final LeaseTicks ticks = new LeaseTicks(producer, registry, 3, new PrometheusRegistry());

    @AfterEach
    void close() {
        ticks.close();
    }

    @Test
    void tickEveryPartition() {
        ticks.step();
        ticks.step();
        assertEquals(
                List.of(0, 1, 2, 0, 1, 2),
                producer.history().stream().map(ProducerRecord::partition).toList());
        var record = producer.history().getFirst();
        assertEquals("leases", record.topic());
        assertEquals("/", new String(record.key(), StandardCharsets.UTF_8));
        var lease = new AvroReader<Lease>(registry, Lease.getClassSchema()).read(record.value());
        assertInstanceOf(LeaseTick.class, lease.getBody());
        assertEquals("", lease.getTenant() + lease.getUser());
    }

    @Test
    void goOnWhereTheLogTakesNone() {
        producer.sendException = new TimeoutException("no broker");
        ticks.step();
        assertTrue(producer.history().isEmpty());
        producer.sendException = null;
        ticks.step();
        assertEquals(3, producer.history().size());
    }

    @Test
    void closeTheirProducer() {
        ticks.close();
        assertTrue(producer.closed());
    }
}
