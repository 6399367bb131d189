package dev.parley.sinks.sql;

import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.Samples;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord.MarkRecord;
import dev.parley.readmodel.write.LogRecord.ReceiptRecord;
import dev.parley.readmodel.write.LogRecord.SessionRecord;
import dev.parley.readmodel.write.LogRecord.SettingsRecord;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.ScheduledState;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.Keys;
import dev.parley.sinks.sql.InMemoryDeadLetters.Letter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartedSinkTest {
    private static final LogPartition EVENTS = new LogPartition("events", 0);
    private static final List<TopicPartition> PARTITIONS = List.of(new TopicPartition("events", 0));

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final SinkRecords records = new SinkRecords(registry);
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final Map<LogPartition, Long> published = new HashMap<>();
    private final List<Long> timeouts = new ArrayList<>();
    private final SinkMetrics metrics = SinkMetrics.in(new PrometheusRegistry());
    private StartedSink sink = sink(registry);

    private StartedSink sink(SchemaRegistry schemas) {
        return new StartedSink(
                store,
                RowDecoder.with(schemas),
                deadLetters,
                new Progress(published, seeks::put),
                new Retries(metrics, timeouts::add),
                metrics);
    }

    @BeforeEach
    void open() {
        sink.open(PARTITIONS);
    }

    @Test
    void storesEventsAndUsersInTheirOrder() {
        sink.put(List.of(event(0), event(1), records.of(7, user("bob", 1, "Bob"))));
        assertEquals(List.of(0L, 1L, 7L), store.offsets());
        assertEquals(2, metrics.rows().labelValues("events").get());
        assertEquals(1, metrics.rows().labelValues("users").get());
        assertEquals(2, published.get(EVENTS));
    }

    @Test
    void storesScheduledMessagesButNoneUnderTheKeyOfAnother() {
        var message = ScheduledMessage.newBuilder()
                .setTenant("acme")
                .setConversation("d:al:bo")
                .setId("s1")
                .setUser("al")
                .setState(ScheduledState.WAITING)
                .setSendAt(Instant.EPOCH)
                .setActionId("k")
                .setVersion(1)
                .build();
        var good = records.of(0, message);
        var foreign = SinkRecords.raw("scheduled", 1, Keys.of("globex", "d:al:bo/s1"), (byte[]) good.value());
        sink.put(List.of(good, foreign));
        assertEquals(List.of(0L), store.offsets());
        assertEquals(
                1,
                metrics.deadLetters().labelValues("scheduled", "key-mismatch").get());
    }

    @Test
    void storesMarksOfUsersButNoneUnderTheKeyOfAnother() {
        var mark = Samples.saved("g:team", 1, 1).build();
        sink.put(List.of(records.of(0, "alice", mark), records.of(1, "bob", mark)));
        assertEquals(List.of(0L), store.offsets());
        assertInstanceOf(MarkRecord.class, store.rows.getFirst());
        assertEquals(
                1,
                metrics.deadLetters()
                        .labelValues("message-marks", "key-mismatch")
                        .get());
    }

    @Test
    void storesReceiptsButNoneUnderTheKeyOfAnother() {
        var receipt = Samples.read("g:team", "alice", 1, 9).build();
        sink.put(List.of(
                records.of(0, "g:team", "alice", receipt),
                records.of(1, "g:team", "bob", receipt),
                records.of(2, "g:other", "alice", receipt)));
        assertEquals(List.of(0L), store.offsets());
        assertInstanceOf(ReceiptRecord.class, store.rows.getFirst());
        assertEquals(
                2, metrics.deadLetters().labelValues("receipts", "key-mismatch").get());
    }

    @Test
    void storesSessionsButNoneUnderTheKeyOfAnother() {
        var session = Samples.session("alice", "s", 1).build();
        sink.put(List.of(
                records.of(0, "alice", "s", session),
                records.of(1, "bob", "s", session),
                records.of(2, "alice", "other", session)));
        assertEquals(List.of(0L), store.offsets());
        assertInstanceOf(SessionRecord.class, store.rows.getFirst());
        assertEquals(
                2, metrics.deadLetters().labelValues("sessions", "key-mismatch").get());
    }

    @Test
    void storesSettingsButNoneUnderTheKeyOfAnother() {
        var settings = Samples.settings("g:team", "alice", 1).setDraft("d").build();
        sink.put(List.of(
                records.of(0, "alice", "g:team", settings),
                records.of(1, "bob", "g:team", settings),
                records.of(2, "alice", "g:other", settings)));
        assertEquals(List.of(0L), store.offsets());
        assertInstanceOf(SettingsRecord.class, store.rows.getFirst());
        assertEquals(
                2,
                metrics.deadLetters()
                        .labelValues("conversation-settings", "key-mismatch")
                        .get());
    }

    @Test
    void readsOnWhereTheStoreIsAndNotWhereConnectThinks() {
        store.positions.put(new LogPartition("events", 3), 42L);
        var other = new TopicPartition("events", 3);
        sink.open(List.of(other));
        assertEquals(Map.of(PARTITIONS.getFirst(), 0L, other, 42L), seeks);
    }

    @Test
    void takesNothingBeforeItKnowsHowFarTheStoreIs() {
        store.isDown = true;
        var second = new TopicPartition("events", 1);
        store.positions.put(new LogPartition("events", 1), 5L);
        sink.open(List.of(second));
        assertThrows(RetriableException.class, () -> sink.put(List.of(event(0))));
        store.isDown = false;
        sink.put(List.of(event(0)));
        assertEquals(List.of(), store.offsets());
        assertEquals(5, seeks.get(second));
        sink.put(List.of(event(0)));
        assertEquals(List.of(0L), store.offsets());
    }

    @Test
    void letsConnectBringTheBatchAgainWhenTheStoreIsDownLaterEachTime() {
        store.isDown = true;
        for (var i = 0; i < 9; i++) {
            assertThrows(RetriableException.class, () -> sink.put(List.of(event(0))));
        }
        assertEquals(List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L), timeouts);
        assertEquals(9, metrics.retries().labelValues("store").get());
        store.isDown = false;
        sink.put(List.of(event(0)));
        store.isDown = true;
        assertThrows(RetriableException.class, () -> sink.put(List.of(event(1))));
        assertEquals(100, timeouts.getLast());
        assertEquals(List.of(0L), store.offsets());
    }

    @Test
    void writesOnlyTheRestOfABatchThatFailedHalfWay() {
        var batch = IntStream.range(0, 2500).mapToObj(this::event).toList();
        store.writesUntilDown = 1;
        assertThrows(RetriableException.class, () -> sink.put(batch));
        store.writesUntilDown = Integer.MAX_VALUE;
        sink.put(batch);
        assertEquals(IntStream.range(0, 2500).mapToObj(Long::valueOf).toList(), store.offsets());
    }

    @Test
    void putsMalformedRecordsAmongTheDeadLettersAndGoesOn() {
        sink.put(List.of(
                event(0),
                SinkRecords.raw("events", 1, new byte[] {1}, new byte[] {9, 9, 9}),
                SinkRecords.raw("events", 2, null, null),
                event(3)));
        assertEquals(
                List.of(new Letter("events", 1, "malformed"), new Letter("events", 2, "malformed")),
                deadLetters.letters);
        assertEquals(List.of(0L, 3L), store.offsets());
        assertEquals(4, store.positions.get(EVENTS));
        assertEquals(2, metrics.deadLetters().labelValues("events", "malformed").get());
    }

    @Test
    void doesNotLetARecordSpeakForAnotherTenantOrConversation() {
        var event = message("g:team", 1, "x");
        sink.put(List.of(
                records.of(0, "acme/g:team", event),
                records.of(1, "evil/g:team", event),
                records.of(2, "acme/g:other", event),
                records.of(3, "", event)));
        assertEquals(
                List.of("key-mismatch", "key-mismatch", "key-mismatch"),
                deadLetters.letters.stream().map(Letter::cause).toList());
        assertEquals(List.of(0L), store.offsets());
    }

    @Test
    void findsTheOneBadRowOf500() {
        store.refusedOffsets.add(123L);
        sink.put(IntStream.range(0, 500).mapToObj(this::event).toList());
        assertEquals(List.of(new Letter("events", 123, "refused")), deadLetters.letters);
        assertEquals(499, store.rows.size());
        assertEquals(store.offsets().stream().sorted().toList(), store.offsets());
        assertEquals(500, store.positions.get(EVENTS));
        assertTrue(store.writes <= 20, "writes: " + store.writes);
    }

    @Test
    void storesTheRestWhereManyRowsAreBad() {
        IntStream.range(0, 50)
                .filter(offset -> offset % 3 == 0)
                .forEach(offset -> store.refusedOffsets.add((long) offset));
        sink.put(IntStream.range(0, 50).mapToObj(this::event).toList());
        assertEquals(17, deadLetters.letters.size());
        assertEquals(33, store.rows.size());
        assertEquals(50, store.positions.get(EVENTS));
    }

    @Test
    void movesNoPositionPastARecordWhoseDeadLetterIsNotDurable() {
        deadLetters.isDown = true;
        store.refusedOffsets.add(1L);
        var batch = List.of(event(0), event(1), event(2));
        assertThrows(RetriableException.class, () -> sink.put(batch));
        assertEquals(1, store.positions.get(EVENTS));
        assertEquals(1, metrics.retries().labelValues("dead-letters").get());
        deadLetters.isDown = false;
        sink.put(batch);
        assertEquals(List.of(0L, 2L), store.offsets());
        assertEquals(3, store.positions.get(EVENTS));
    }

    @Test
    void writesADeadLetterOnceHoweverLongTheStoreIsDown() {
        var batch = List.of(SinkRecords.raw("events", 0, null, null), event(1));
        store.isDown = true;
        assertThrows(RetriableException.class, () -> sink.put(batch));
        assertThrows(RetriableException.class, () -> sink.put(batch));
        store.isDown = false;
        sink.put(batch);
        assertEquals(1, deadLetters.letters.size());
        assertEquals(List.of(1L), store.offsets());
    }

    @Test
    void skipsNothingWhileTheRegistryDoesNotAnswer() {
        var event = event(0);
        sink = sink(new SilentRegistry());
        sink.open(PARTITIONS);
        assertThrows(RetriableException.class, () -> sink.put(List.of(event)));
        assertEquals(1, metrics.retries().labelValues("registry").get());
        assertEquals(List.of(), deadLetters.letters);
        assertEquals(Map.of(), store.positions);
    }

    @Test
    void forgetsAPartitionThatIsTakenAway() {
        sink.put(List.of(event(0), event(1)));
        sink.close(PARTITIONS);
        assertEquals(Map.of(), published);
        store.positions.put(EVENTS, 9L);
        sink.open(PARTITIONS);
        assertEquals(9, seeks.get(PARTITIONS.getFirst()));
        sink.put(List.of(event(8), event(9)));
        assertEquals(List.of(0L, 1L, 9L), store.offsets());
    }

    private SinkRecord event(int offset) {
        return records.of(offset, message("g:team", offset + 1, "text"));
    }

    private static final class SilentRegistry implements SchemaRegistry {
        @Override
        public int register(String subject, Schema schema) {
            throw new RegistryUnavailableException("silent");
        }

        @Override
        public Schema byId(int id) {
            throw new RegistryUnavailableException("silent");
        }
    }
}
