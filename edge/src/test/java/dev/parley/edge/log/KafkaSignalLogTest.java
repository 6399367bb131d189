package dev.parley.edge.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.service.StartException;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaSignalLogTest {
    private static final int PARTITIONS = 8;
    private static final int MAX_IN_FLIGHT = 5_000;
    private static final ReceiptDraft READ = new ReceiptDraft("acme", "g:team", "alice", 3, null, 41L, null, 57);

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final MockProducer<byte[], byte[]> producer = producer(PARTITIONS, false);
    private final KafkaSignalLog<ReceiptDraft> log = log(producer);

    @Test
    void appendsWithTheKeyAndPartitionOfTheConversation() {
        append();
        var record = producer.history().getFirst();
        assertEquals("receipts-in", record.topic());
        assertArrayEquals("acme/g:team".getBytes(UTF_8), record.key());
        assertEquals(Partitioning.of(record.key(), PARTITIONS), record.partition());
        assertEquals(
                new ReceiptAction("acme", "g:team", "alice", 3L, null, 41L, null, 57L),
                new AvroReader<ReceiptAction>(registry, ReceiptAction.getClassSchema()).read(record.value()));
    }

    @Test
    void answersWhenTheReceiptIsDurableAndNotBefore() {
        var appended = log.append(READ);
        assertFalse(appended.isDone());
        producer.completeNext();
        assertTrue(appended.join());
        assertEquals(1, counted("appended"));
    }

    @Test
    void neverCallsAFailedSendASuccess() {
        var appended = log.append(READ);
        producer.errorNext(new TimeoutException("no broker"));
        assertTrue(appended.isDone());
        assertFalse(appended.join());
        assertEquals(1, counted("log-unavailable"));
    }

    @Test
    void answersWhereTheProducerThrows() {
        producer.sendException = new KafkaException("broken");
        assertFalse(log.append(READ).join());
        producer.sendException = null;
        append();
        assertEquals(1, producer.history().size());
    }

    @Test
    void refusesWhatIsTooMuchUnsentUntilThereIsRoomAgain() {
        IntStream.range(0, MAX_IN_FLIGHT - 1).forEach(_ -> append());
        assertTrue(log.hasRoom());
        append();
        assertFalse(log.hasRoom());
        assertFalse(log.append(READ).join());
        assertEquals(MAX_IN_FLIGHT, producer.history().size());
        assertEquals(1, counted("too-busy"));
        producer.completeNext();
        assertTrue(log.hasRoom());
        assertFalse(log.append(READ).isDone());
    }

    @Test
    void hasRoomAgainAfterFailures() {
        IntStream.range(0, MAX_IN_FLIGHT).forEach(_ -> append());
        producer.errorNext(new TimeoutException("no broker"));
        assertTrue(log.hasRoom());
        producer.sendException = new KafkaException("broken");
        append();
        assertTrue(log.hasRoom());
    }

    @Test
    void countsEveryFailureAndLogsOne() {
        producer.sendException = new KafkaException("broken by the test");
        var lines = LogProbe.logged(
                KafkaSignalLog.class, () -> IntStream.range(0, 100).forEach(_ -> append()));
        assertEquals(100, counted("log-unavailable"));
        // A second one where the machine is so slow that a second went by.
        assertTrue(lines.size() <= 2, lines.toString());
        assertEquals(
                "event=signal-append-failed topic=receipts-in count=1 cause=org.apache.kafka.common.KafkaException: broken by the test",
                lines.getFirst());
    }

    @Test
    void answersEverythingWhenItsProducerIsClosed() {
        append();
        producer.close();
        assertFalse(log.append(READ).join());
    }

    @Test
    void knowsEverythingBeforeTheFirstClientComes() {
        log.start();
        assertEquals(0, producer.history().size());
    }

    @Test
    void refusesToStartWithAnotherNumberOfPartitions() {
        var refusal = assertThrows(StartException.class, log(producer(4, true))::start);
        assertTrue(String.valueOf(refusal.getMessage()).contains("PARLEY_PARTITIONS"));
    }

    /** Appends without an interest in the answer. */
    private void append() {
        var _ = log.append(READ);
    }

    private KafkaSignalLog<ReceiptDraft> log(MockProducer<byte[], byte[]> over) {
        return new KafkaSignalLog<>(over, new ReceiptRecords(registry, PARTITIONS), EdgeMetrics.of("ingress", metrics));
    }

    private static MockProducer<byte[], byte[]> producer(int partitions, boolean completesAtOnce) {
        return LogProbe.producer(partitions, completesAtOnce, "receipts-in");
    }

    private double counted(String result) {
        return LogProbe.counted(metrics, "parley_edge_signals", result);
    }
}
