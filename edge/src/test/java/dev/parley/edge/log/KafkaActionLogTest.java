package dev.parley.edge.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.service.StartException;
import dev.parley.schemas.Accepted;
import dev.parley.schemas.Acknowledged;
import dev.parley.schemas.Action;
import dev.parley.schemas.Held;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaActionLogTest {
    private static final int PARTITIONS = 8;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ActionDraft LEAVE = ActionDraft.of("acme", "g:team", "alice", "a1", new LeaveGroup());

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final OutcomeAddress address = new OutcomeAddress("ingress-1", PARTITIONS);
    private final AvroWriter<Outcome> outcomes = new AvroWriter<>(registry, "outcomes", Outcome.getClassSchema());
    private MockProducer<byte[], byte[]> producer = producer(PARTITIONS, true);
    private KafkaActionLog log = log(LONG, 100);

    @AfterEach
    void close() {
        log.close(Duration.ZERO);
    }

    @Test
    void appendsWithTheKeyAndPartitionOfTheConversation() {
        append();
        var record = producer.history().getFirst();
        assertEquals("actions", record.topic());
        assertArrayEquals("acme/g:team".getBytes(UTF_8), record.key());
        assertEquals(Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS, record.partition());
        assertEquals("a1", action(0).getActionId());
    }

    @Test
    void appendsActionsOnUsersToTheirOwnTopic() {
        var _ = log.append(new UserActionDraft("acme", "alice", null, "a1", new SetUserStatus(UserStatus.ACTIVE)));
        var record = producer.history().getFirst();
        assertEquals("user-actions", record.topic());
        assertArrayEquals("acme/alice".getBytes(UTF_8), record.key());
    }

    @Test
    void saysWhereTheOutcomeIsAwaited() {
        append();
        var replyTo = action(0).getReplyTo();
        assertEquals("ingress-1", replyTo.getNode());
        assertEquals(address.partition(), replyTo.getPartition());
    }

    @Test
    void answersWithWhatTheLogSays() {
        var accepted = log.append(LEAVE);
        var rejected = log.append(LEAVE);
        var held = log.append(LEAVE);
        outcome(2, new Held());
        outcome(0, new Accepted(4L, 5L, ByteBuffer.wrap(new byte[] {1, 2})));
        outcome(1, new Rejected("not-a-member", "d", "f", 1_500L));
        var answer = assertInstanceOf(Answer.Accepted.class, accepted.join());
        assertEquals(4, answer.firstSeq());
        assertEquals(5, answer.lastSeq());
        assertArrayEquals(new byte[] {1, 2}, answer.record());
        assertEquals(new Answer.Rejected("not-a-member", "d", "f", Duration.ofMillis(1_500)), rejected.join());
        assertEquals(new Answer.Held(), held.join());
    }

    @Test
    void givesNoRecordWhereTheOutcomeHasNone() {
        var answer = log.append(LEAVE);
        outcome(0, new Accepted(4L, 4L, null));
        assertNull(assertInstanceOf(Answer.Accepted.class, answer.join()).record());
    }

    @Test
    void readsNothingOfWhatIsForOtherNodes() {
        var answer = log.append(LEAVE);
        // Not even Avro: decoding it would be an error in the log and time lost.
        deliver(record("ingress-2".getBytes(UTF_8), new byte[] {9}));
        deliver(record(null, null));
        deliver(record("ingress-2".getBytes(UTF_8), outcomeBytes(action(0).getReplyTo(), new Held())));
        assertFalse(answer.isDone());
    }

    @Test
    void survivesOutcomesThatMakeNoSense() {
        var answer = log.append(LEAVE);
        var key = "ingress-1".getBytes(UTF_8);
        deliver(record(key, new byte[0]));
        deliver(record(key, new byte[] {0, 0, 0, 0, 99, 1}));
        deliver(record(key, outcomeBytes(new ReplyAddress("ingress-1", 0, 12_345L), new Held())));
        deliver(record(key, outcomeBytes(action(0).getReplyTo(), new Acknowledged(1L))));
        assertFalse(answer.isDone());
        outcome(0, new Held());
        outcome(0, new Rejected("a-repeat-changes-nothing", "d", null, null));
        assertEquals(new Answer.Held(), answer.join());
    }

    @Test
    void neverCallsAFailedSendASuccess() {
        restart(producer(PARTITIONS, false), LONG, 100);
        var answer = log.append(LEAVE);
        producer.errorNext(new TimeoutException("no broker"));
        assertEquals("log-unavailable", unknown(answer).code().code());
        outcome(0, new Accepted(1L, 1L, null));
        assertEquals("log-unavailable", unknown(answer).code().code());
    }

    @Test
    void countsEveryFailureAndLogsOne() {
        producer.sendException = new KafkaException("broken by the test");
        var lines = LogProbe.logged(
                KafkaActionLog.class, () -> IntStream.range(0, 100).forEach(_ -> append()));
        assertEquals(100, counted("log-unavailable"));
        // A second one where the machine is so slow that a second went by.
        assertTrue(lines.size() <= 2, lines.toString());
        assertEquals(
                "event=append-failed count=1 cause=org.apache.kafka.common.KafkaException: broken by the test",
                lines.getFirst());
    }

    @Test
    void saysUnknownWhereTheProducerThrows() {
        producer.sendException = new KafkaException("broken");
        assertEquals("log-unavailable", unknown(log.append(LEAVE)).code().code());
        producer.sendException = null;
        append();
        assertEquals(1, producer.history().size());
    }

    @Test
    void saysUnknownWhenTheTimeIsOver() throws Exception {
        restart(producer(PARTITIONS, true), Duration.ofMillis(100), 100);
        var answer = log.append(LEAVE).get(10, TimeUnit.SECONDS);
        var unknown = assertInstanceOf(Answer.Unknown.class, answer);
        assertEquals(ErrorCode.LOG_UNAVAILABLE, unknown.code());
        assertTrue(unknown.retryAfter().isPositive());
    }

    @Test
    void refusesWhatIsTooMuchUntilThereIsRoomAgain() {
        restart(producer(PARTITIONS, true), LONG, 2);
        append();
        append();
        assertEquals("too-busy", unknown(log.append(LEAVE)).code().code());
        assertEquals(2, producer.history().size());
        outcome(0, new Held());
        assertFalse(log.append(LEAVE).isDone());
        assertEquals(3, producer.history().size());
    }

    @Test
    void givesEachWaitANumberOfItsOwn() {
        var threads = IntStream.range(0, 8)
                .mapToObj(_ ->
                        Thread.ofVirtual().start(() -> IntStream.range(0, 10).forEach(_ -> append())))
                .toList();
        threads.forEach(KafkaActionLogTest::join);
        var correlations = new HashSet<Long>();
        IntStream.range(0, 80)
                .forEach(i -> correlations.add(action(i).getReplyTo().getCorrelation()));
        assertEquals(80, correlations.size());
    }

    @Test
    void endsEveryWaitWhenItIsClosed() {
        var answer = log.append(LEAVE);
        log.close(Duration.ZERO);
        assertEquals("log-unavailable", unknown(answer).code().code());
        assertEquals("log-unavailable", unknown(log.append(LEAVE)).code().code());
    }

    @Test
    void countsWhatCameOfActions() {
        append();
        append();
        outcome(0, new Held());
        assertEquals(1, counted("held"));
        assertEquals(1, inFlight());
        outcome(1, new Rejected("not-a-member", "d", null, null));
        assertEquals(1, counted("rejected"));
        assertEquals(0, inFlight());
    }

    @Test
    void sharesItsMetricsWithOtherServicesOfTheProcess() {
        EdgeMetrics.of("ws-fanout", metrics).count(new Answer.Held());
        assertEquals(0, counted("held"));
    }

    @Test
    void knowsEverythingBeforeTheFirstClientComes() {
        log.start();
        assertEquals(0, producer.history().size());
    }

    @Test
    void refusesToStartWithAnotherNumberOfPartitions() {
        restart(producer(4, true), LONG, 100);
        var refusal = assertThrows(StartException.class, log::start);
        assertTrue(String.valueOf(refusal.getMessage()).contains("PARLEY_PARTITIONS"));
    }

    /** Appends without an interest in the answer. */
    private void append() {
        var _ = log.append(LEAVE);
    }

    private void restart(MockProducer<byte[], byte[]> with, Duration wait, int maxInFlight) {
        log.close(Duration.ZERO);
        producer = with;
        log = log(wait, maxInFlight);
        if (wait.compareTo(LONG) < 0) {
            log.start();
        }
    }

    private KafkaActionLog log(Duration wait, int maxInFlight) {
        return new KafkaActionLog(
                producer,
                address,
                new ActionRecords(registry, PARTITIONS),
                new ActionLogLimits(wait, maxInFlight),
                EdgeMetrics.of("ingress", metrics));
    }

    private static MockProducer<byte[], byte[]> producer(int partitions, boolean completesAtOnce) {
        return LogProbe.producer(partitions, completesAtOnce, "actions", "user-actions");
    }

    private Action action(int index) {
        return new AvroReader<Action>(registry, Action.getClassSchema())
                .read(producer.history().get(index).value());
    }

    private void outcome(int index, Object result) {
        deliver(record("ingress-1".getBytes(UTF_8), outcomeBytes(action(index).getReplyTo(), result)));
    }

    /** As the tail does. */
    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        new OutcomeRecords(registry, address)
                .read(record)
                .ifPresent(outcome -> log.onOutcome(outcome.correlation(), outcome.answer()));
    }

    private byte[] outcomeBytes(ReplyAddress replyTo, Object result) {
        return outcomes.write(Outcome.newBuilder()
                .setTenant("acme")
                .setResource("g:team")
                .setActionId("a1")
                .setReplyTo(replyTo)
                .setResult(result)
                .build());
    }

    private ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>("outcomes", address.partition(), 0, key, value);
    }

    private static Answer.Unknown unknown(CompletableFuture<Answer> answer) {
        assertTrue(answer.isDone());
        return assertInstanceOf(Answer.Unknown.class, answer.join());
    }

    private double counted(String result) {
        return LogProbe.counted(metrics, "parley_edge_actions", result);
    }

    private double inFlight() {
        return metrics.scrape("parley_edge_in_flight"::equals).stream()
                .flatMap(it -> ((GaugeSnapshot) it).getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
