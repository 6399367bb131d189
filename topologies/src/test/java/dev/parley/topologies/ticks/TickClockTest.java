package dev.parley.topologies.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.schemas.Action;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A partition is ticked when something is due there, and else never. */
class TickClockTest {
    private static final String TASK = "task";
    private static final String NEXT_TASK = "next task";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private long now;
    private final TickClock clock =
            new TickClock(producer, registry, () -> Instant.ofEpochMilli(now), new PrometheusRegistry());

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void ticksOnceSomethingIsDueAndThenEachSecondUntilItHasMoved() {
        clock.watch().due(3, TASK, 5_000);
        assertEquals(List.of(), tickedUntil(4_999));
        assertEquals(List.of(3), tickedUntil(5_050));
        assertEquals(List.of(3, 3), tickedUntil(7_050));
        clock.watch().due(3, TASK, 9_000);
        assertEquals(List.of(), tickedUntil(8_950));
        assertEquals(List.of(3), tickedUntil(9_000));
        clock.watch().due(3, TASK, Long.MAX_VALUE);
        assertEquals(List.of(), tickedUntil(20_000));
    }

    @Test
    void ticksAgainAtOnceWhereSomeFiredAndMoreAreDue() {
        clock.watch().due(1, TASK, 1_000);
        assertEquals(List.of(1), tickedUntil(1_000));
        clock.watch().due(1, TASK, 1_000);
        assertEquals(List.of(1), tickedUntil(1_050));
    }

    @Test
    void ticksNothingThatNobodySpokeOf() {
        clock.watch().due(1, TASK, Long.MAX_VALUE);
        assertEquals(List.of(), tickedUntil(100_000));
    }

    @Test
    void followsTheTaskThatHasThePartitionNow() {
        clock.watch().due(1, TASK, 1_000);
        clock.watch().due(1, NEXT_TASK, 2_000);
        clock.watch().gone(1, TASK);
        assertEquals(List.of(1), tickedUntil(2_000));
        clock.watch().gone(1, NEXT_TASK);
        assertEquals(List.of(), tickedUntil(9_000));
    }

    @Test
    void sendsARecordThatEveryPartitionReads() {
        clock.watch().due(2, TASK, 0);
        clock.step();
        var record = producer.history().getFirst();
        assertEquals("actions", record.topic());
        assertEquals("/", new String(record.key(), StandardCharsets.UTF_8));
        var action = new AvroReader<Action>(registry, Action.getClassSchema()).read(record.value());
        assertInstanceOf(Tick.class, action.getBody());
    }

    /** The partitions that were ticked, step by step, until then. */
    private List<Integer> tickedUntil(long end) {
        producer.clear();
        while (now < end) {
            now = Math.min(end, now + 50);
            clock.step();
        }
        return producer.history().stream().map(ProducerRecord::partition).toList();
    }
}
