package dev.parley.wsfanout.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Typing;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.wsfanout.InMemoryTail;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.stream.SampleEvents;
import dev.parley.wsfanout.stream.SampleMembers;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a record says something, by its own time. Bob is here, in group x, whose size nobody knows, and with Ann. */
class EphemeralAgeTest {
    private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");
    private static final AvroWriter<Ephemeral> WRITER =
            new AvroWriter<>(SampleEvents.REGISTRY, "ephemeral", Ephemeral.getClassSchema());

    private final SampleMembers here = new SampleMembers();
    private final SignalledSubscriber bob = new SignalledSubscriber("t", "bob");
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final SignalMetrics metrics = SignalMetrics.of(new PrometheusRegistry());
    private long nanos;
    private final EphemeralSignals signals = new EphemeralSignals(parts(), () -> NOW, Runnable::run);

    EphemeralAgeTest() {
        here.join(bob, List.of("g:x", "d:ann:bob"));
    }

    private SignalParts parts() {
        var reads = StoreReads.of(_ -> {}, 1);
        return new SignalParts(
                SampleEvents.REGISTRY,
                new Delivery(here.members(), turns::add, turns::add, metrics),
                reads,
                new ReadToHead(here.members(), Runnable::run, Runnable::run),
                new GroupPacing((_, _) -> 0, reads, Runnable::run, () -> nanos, (_, _) -> {}),
                here.keys(),
                new RestrictionTable(new InMemoryTail(), SampleEvents.REGISTRY),
                () -> nanos,
                metrics);
    }

    private void show(String conversation, Instant at) {
        var key = Keys.of("t", conversation);
        var value = WRITER.write(new Ephemeral("t", conversation, "ann", new Typing(true)));
        Objects.requireNonNull(signals.topics().get("ephemeral"))
                .handle(new ConsumerRecord<>(
                        "ephemeral",
                        0,
                        0,
                        at.toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        key.length,
                        value.length,
                        key,
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
        flush();
    }

    private void flush() {
        signals.flush();
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "4999, 1", "5000, 1", "5001, 0", "3600000, 0", "-3600000, 1"})
    void isFiveSecondsAtMost(long ageMillis, int shown) {
        show("d:ann:bob", NOW.minusMillis(ageMillis));
        assertEquals(shown, bob.signals.size());
    }

    @Test
    void countsForTheEndInALargeGroup() {
        show("g:x", NOW.minusMillis(2_500));
        assertEquals(1, bob.signals.size());
        nanos += Duration.ofMillis(2_499).toNanos();
        flush();
        assertEquals(1, bob.signals.size());
        nanos += Duration.ofMillis(1).toNanos();
        flush();
        assertEquals(2, bob.signals.size());
    }
}
