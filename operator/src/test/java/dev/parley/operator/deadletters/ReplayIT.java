package dev.parley.operator.deadletters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.operator.command.KafkaAdmin;
import dev.parley.operator.deadletters.ReplayDecision.Refused;
import dev.parley.operator.deadletters.ReplayDecision.Replay;
import dev.parley.operator.deadletters.ReplayDecision.Replayed;
import dev.parley.operator.topics.TopicInspection;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Dead letters of a broker that has the topics of the platform. */
@TestInstance(Lifecycle.PER_CLASS)
final class ReplayIT {
    private static final int PARTITIONS = 2;
    private static final byte[] KEY = "acme/d:ann:ben".getBytes(StandardCharsets.UTF_8);

    private final TestBroker broker = TestBroker.start();
    private final KafkaSettings kafka = KafkaSettings.from(Env.of(Map.of(
            "PARLEY_KAFKA_BOOTSTRAP_SERVERS",
            broker.bootstrapServers(),
            "PARLEY_PARTITIONS",
            Integer.toString(PARTITIONS),
            "PARLEY_REPLICATION_FACTOR",
            "1",
            "PARLEY_REGISTRY_URL",
            "http://127.0.0.1:1")));
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final LetterLog log = new LetterLog(kafka, registry);
    private final Replayer replayer = new Replayer(kafka, log, InstantSource.system());
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(broker.client(), new ByteArraySerializer(), new ByteArraySerializer());

    @BeforeAll
    void create() {
        TopicCreation.ensure(kafka.common(), PARTITIONS, 1);
    }

    @AfterAll
    void close() {
        producer.close();
        broker.close();
    }

    @Test
    void writesTheRecordBackUnchangedAndOnce() throws Exception {
        var value = "bytes of the record".getBytes(StandardCharsets.UTF_8);
        var letter = letter("actions", 1, 1_000, value);

        var dry = replayer.decide(List.of(letter), false);
        assertInstanceOf(Replay.class, dry.getFirst().decision());
        assertEquals(List.of(), replaysOf(letter), "a dry run writes nothing");

        assertInstanceOf(
                Replay.class, replayer.replay(List.of(letter), false).getFirst().decision());
        var written = replaysOf(letter);
        assertEquals(1, written.size());
        assertEquals(1, written.getFirst().partition());
        assertArrayEquals(KEY, written.getFirst().key());
        assertArrayEquals(value, written.getFirst().value());

        assertInstanceOf(
                Replayed.class,
                replayer.replay(List.of(letter, letter), true).getFirst().decision());
        assertEquals(1, replaysOf(letter).size(), "never a second time");
        Eventually.isTrue(
                "the note", Duration.ofSeconds(30), () -> log.replays().containsKey(letter.replayKey()));
    }

    @Test
    void replaysARecordOnceOfWhichTwoFeaturesComplain() throws Exception {
        var first = letter("receipts-in", 0, 2_000, new byte[] {1});
        var second = letter("receipts-in", 0, 2_000, new byte[] {1});
        var results = replayer.replay(List.of(first, second), false);
        assertInstanceOf(Replay.class, results.getFirst().decision());
        assertInstanceOf(Replayed.class, results.getLast().decision());
        assertEquals(1, replaysOf(first).size());
    }

    @Test
    void writesNothingThatIsRefused() throws Exception {
        var letter = letter("events", 0, 3_000, new byte[] {1});
        assertInstanceOf(
                Refused.class,
                replayer.replay(List.of(letter), false).getFirst().decision());
        assertEquals(List.of(), replaysOf(letter));
    }

    @Test
    void endsAnotherReplayRatherThanWriteTwice() throws Exception {
        var letter = letter("user-actions", 1, 4_000, new byte[] {2});
        var isFirst = new boolean[] {true};
        // In the middle of the first replay a second one begins, and is quicker.
        var interrupted = new Replayer(kafka, log, () -> {
            if (isFirst[0]) {
                isFirst[0] = false;
                replayer.replay(List.of(letter), false);
            }
            return Instant.now();
        });
        assertThrows(StartException.class, () -> interrupted.replay(List.of(letter), false));
        assertEquals(1, replaysOf(letter).size());
    }

    @Test
    void findsItsTopicsAsTheCodeWantsThem() {
        try (var admin = KafkaAdmin.open(kafka)) {
            var faults = new TopicInspection(admin)
                    .look(PARTITIONS, 1).stream()
                            .flatMap(report -> report.faults().stream().map(fault -> report.name() + ": " + fault))
                            .toList();
            assertEquals(List.of(), faults);
        }
    }

    /** Written to {@code dead-letters} and read from it again. */
    private Letter letter(String topic, int partition, long offset, byte[] value) throws Exception {
        var letter = new DeadLetter(
                "conversation",
                "malformed",
                "for a test",
                topic,
                partition,
                offset,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                ByteBuffer.wrap(KEY),
                ByteBuffer.wrap(value));
        var writer = new AvroWriter<DeadLetter>(registry, Topics.DEAD_LETTERS.name(), DeadLetter.getClassSchema());
        var number = producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), KEY, writer.write(letter)))
                .get()
                .offset();
        var found = new ArrayList<Letter>();
        log.read(each -> {
            if (each.number() == number) {
                found.add(each);
            }
        });
        assertEquals("acme", found.getFirst().tenant());
        return found.getFirst();
    }

    /** What stands committed in the letter's topic as its replay; waits for the markers of what has been committed. */
    private List<ConsumerRecord<byte[], byte[]>> replaysOf(Letter letter) {
        var partitions = List.of(
                new TopicPartition(letter.place().topic(), 0),
                new TopicPartition(letter.place().topic(), 1));
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var uncommitted = consumer("read_uncommitted");
                var consumer = consumer("read_committed")) {
            var ends = uncommitted.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    var header = record.headers().lastHeader(Replayer.HEADER);
                    if (header != null
                            && new String(header.value(), StandardCharsets.UTF_8)
                                    .equals(letter.place().toString())) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
