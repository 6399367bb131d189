package dev.parley.sinks;

import static dev.parley.readmodel.Samples.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.TestDatabase;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sinks as a process of their own, which dies without a word. */
class KilledSinksIT {
    private static final int CONVERSATIONS = 20;
    private static final int EVENTS = 20_000;

    private TestParts parts;
    private TestDatabase database;

    @BeforeEach
    void start() {
        parts = TestParts.start();
        TopicCreation.ensure(parts.broker().client(), TestParts.PARTITIONS, 1);
        database = parts.database("killed");
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    @Test
    void storesEverythingOnceAlthoughItIsKilledHalfWay() throws Exception {
        append();
        var first = launch();
        awaitAtLeast(EVENTS / 20);
        kill(first);
        var stored = count("events");
        assertTrue(stored < EVENTS, "It was too quick to be killed half-way: " + stored);
        // Whatever the kill tore, the positions speak for exactly the rows that are there.
        assertEquals(stored, count("messages"));
        var second = launch();
        try {
            awaitAtLeast(EVENTS);
        } finally {
            kill(second);
        }
        assertEquals(EVENTS, count("events"));
        assertEquals(EVENTS, count("messages"));
        assertEquals(CONVERSATIONS, count("conversations"));
        assertEquals(EVENTS / CONVERSATIONS, database.number("SELECT MIN(head_seq) FROM conversations"));
    }

    private void append() {
        try (var log = parts.log()) {
            var batch = EVENTS / 10;
            for (var from = 0; from < EVENTS; from += batch) {
                log.append(IntStream.range(from, from + batch)
                        .mapToObj(i -> event(log, i))
                        .toList());
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> event(TestLog log, int i) {
        return log.record(message("g:" + i % CONVERSATIONS, 1 + i / CONVERSATIONS, "text " + i));
    }

    private Process launch() throws IOException {
        var settings = database.settings();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                List.of(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), SinksMain.class.getName()));
        builder.environment()
                .putAll(Map.of(
                        "PARLEY_HTTP_PORT", "0",
                        "PARLEY_KAFKA_BOOTSTRAP_SERVERS", parts.broker().bootstrapServers(),
                        "PARLEY_REGISTRY_URL", parts.registry().address().toString(),
                        "PARLEY_PARTITIONS", Integer.toString(TestParts.PARTITIONS),
                        "PARLEY_REPLICATION_FACTOR", "1",
                        "PARLEY_SQL_URL", settings.url(),
                        "PARLEY_SQL_USER", settings.user(),
                        "PARLEY_SINK_SESSION_TIMEOUT", "2s"));
        return builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "killed-sinks.log").toFile())
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }

    private void awaitAtLeast(long events) {
        Eventually.isTrue(() -> "events stored: " + count("events"), () -> hasTables() && count("events") >= events);
    }

    private boolean hasTables() {
        return database.number("SELECT COUNT(*) FROM information_schema.tables"
                        + " WHERE table_schema = 'killed' AND table_name = 'sink_positions'")
                > 0;
    }

    private long count(String table) {
        return database.number("SELECT COUNT(*) FROM " + table);
    }
}
