package dev.parley.sinks;

import static dev.parley.readmodel.Samples.groupCreated;
import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.TestDatabase;
import dev.parley.runtime.service.Health;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.Eventually;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The whole way from the log into the store: real broker, registry, Connect and MariaDB. */
class SinksServiceIT {
    private static TestParts parts;

    private final Health health = new Health();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private String name;
    private TestDatabase database;
    private TestLog log;

    @BeforeAll
    static void startParts() {
        parts = TestParts.start();
        TopicCreation.ensure(parts.broker().client(), TestParts.PARTITIONS, 1);
    }

    @AfterAll
    static void stopParts() {
        parts.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        name = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        database = parts.database(name);
        log = parts.log();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void storesWhatIsCommitted() {
        try (var sinks = sinks()) {
            assertTrue(health.states().isEmpty());
            sinks.start();
            assertTrue(health.isReady());
            log.abort(List.of(log.record(message("g:aborted", 1, "never"))));
            log.append(List.of(
                    log.record(groupCreated("team", 1, GroupAccess.PUBLIC)),
                    log.record(joined("team", 2, "alice", 1)),
                    log.record(message("g:team", 3, "hello")),
                    log.record(message("d:alice:bob", 1, "hi")),
                    log.record(user("alice", 1, "Alice"))));
            awaitStored("g:team", 3);
            awaitStored("d:alice:bob", 1);
            awaitCount("SELECT COUNT(*) FROM users WHERE user_id = 'alice'", 1);
            assertEquals(0, stored("g:aborted"));
        }
        assertFalse(health.isReady());
    }

    @Test
    void goesOnFromTheStoreAfterARestart() {
        appendMessages("g:restart", 1, 20);
        runUntilStored("g:restart", 20);
        database.execute("UPDATE messages SET text = 'mark' WHERE conversation = 'g:restart'");
        appendMessages("g:restart", 21, 30);
        runUntilStored("g:restart", 30);
        // What was stored was not read again, or else the guard would have kept it from being written.
        assertEquals(
                20,
                database.number("SELECT COUNT(*) FROM messages WHERE conversation = 'g:restart' AND text = 'mark'"));
        assertTrue(counter("parley_sinks_rows") < 20, "rows: " + counter("parley_sinks_rows"));
    }

    @Test
    void fillsAnEmptyStoreFromTheBeginningWhateverConnectHasCommitted() {
        appendMessages("g:rebuilt", 1, 10);
        runUntilStored("g:rebuilt", 10);
        var before = rowsOf("g:rebuilt");
        database = parts.database(name + "_anew");
        runUntilStored("g:rebuilt", 10);
        assertEquals(before, rowsOf("g:rebuilt"));
    }

    @Test
    void putsWhatCannotBeStoredAmongTheDeadLettersAndGoesOn() {
        try (var sinks = sinks()) {
            sinks.start();
            log.append(List.of(
                    log.record(message("g:bad", 1, "one")),
                    TestLog.bytes(Topics.EVENTS.name(), "acme/g:bad", new byte[] {1, 2, 3}),
                    misplaced("g:bad", "other/g:bad"),
                    log.record(joined("bad", 2, "u".repeat(129), 1)),
                    log.record(message("g:bad", 3, "three"))));
            awaitStored("g:bad", 2);
        }
        assertEquals(Map.of("malformed", 1L, "key-mismatch", 1L, "refused", 1L), deadLetterCauses());
    }

    @Test
    void waitsForAStoreThatIsDownAndThenCatchesUp() {
        try (var sinks = sinks()) {
            sinks.start();
            parts.server().stop();
            try {
                appendMessages("g:outage", 1, 50);
                Eventually.isTrue("no retry", () -> counter("parley_sinks_retries") > 1);
                // The live path goes on without the store, so the process stays ready.
                assertTrue(health.isReady());
            } finally {
                parts.server().startAgain();
            }
            awaitStored("g:outage", 50);
            Eventually.isTrue("the lag stays", () -> gauge("parley_sinks_lag_records") == 0);
        }
    }

    @Test
    void saysHowLongAnOpenTransactionHoldsRecordsBack() {
        try (var sinks = sinks()) {
            sinks.start();
            try (var _ = log.open(List.of(log.record(message("g:held", 1, "one"))))) {
                Eventually.isTrue("nothing is held back", () -> gauge("parley_sinks_held_back_seconds") > 2);
                assertEquals(0, stored("g:held"));
            }
            awaitStored("g:held", 1);
            Eventually.isTrue("it is held back for ever", () -> gauge("parley_sinks_held_back_seconds") == 0);
        }
    }

    @Test
    void leavesTheWorkToAnotherWorkerOfItsGroup() {
        appendMessages("g:group", 1, 5);
        var second = parts.sinks(name, database, new Health(), new PrometheusRegistry());
        try (second) {
            try (var first = sinks()) {
                first.start();
                second.start();
                awaitStored("g:group", 5);
            }
            appendMessages("g:group", 6, 9);
            awaitStored("g:group", 9);
        }
    }

    private SinksService sinks() {
        return parts.sinks(name, database, health, metrics);
    }

    private void runUntilStored(String conversation, int events) {
        metrics.clear();
        try (var sinks = sinks()) {
            sinks.start();
            awaitStored(conversation, events);
        }
    }

    private void appendMessages(String conversation, int fromSeq, int toSeq) {
        log.append(IntStream.rangeClosed(fromSeq, toSeq)
                .mapToObj(seq -> log.record(message(conversation, seq, "text " + seq)))
                .toList());
    }

    private ProducerRecord<byte[], byte[]> misplaced(String conversation, String key) {
        var value = log.record(message(conversation, 9, "x")).value();
        var partition = TestLog.partition("acme/" + conversation, TestParts.PARTITIONS);
        return new ProducerRecord<>(Topics.EVENTS.name(), partition, key.getBytes(UTF_8), value);
    }

    private Map<String, Long> deadLetterCauses() {
        var reader = new AvroReader<DeadLetter>(
                new HttpSchemaRegistry(parts.registry().address(), false), DeadLetter.getClassSchema());
        return log.read(Topics.DEAD_LETTERS.name()).stream()
                .map(record -> reader.read(record.value()))
                .collect(Collectors.groupingBy(DeadLetter::getCause, Collectors.counting()));
    }

    private long stored(String conversation) {
        return database.number("SELECT COUNT(*) FROM events WHERE conversation = '" + conversation + "'");
    }

    private List<List<String>> rowsOf(String conversation) {
        return database.rows("SELECT * FROM messages JOIN events USING (tenant, conversation, seq)"
                + " JOIN conversations USING (tenant, conversation) WHERE conversation = '" + conversation
                + "' ORDER BY seq");
    }

    private void awaitStored(String conversation, long events) {
        awaitCount("SELECT COUNT(*) FROM events WHERE conversation = '" + conversation + "'", events);
    }

    private void awaitCount(String query, long expected) {
        Eventually.isTrue(() -> query + " gives " + database.number(query), () -> database.number(query) == expected);
    }

    private double counter(String metric) {
        return metrics.scrape(metric::equals).stream()
                .map(CounterSnapshot.class::cast)
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    private double gauge(String metric) {
        return metrics.scrape(metric::equals).stream()
                .map(GaugeSnapshot.class::cast)
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }
}
