package dev.parley.operator.deadletters;

import dev.parley.operator.command.KafkaAdmin;
import dev.parley.operator.deadletters.ReplayDecision.Replay;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.kafka.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records back to their topics, each once: record and note of it in one transaction, and the notes are read only after any
 * earlier replay was ended by the broker. A transaction holds one record for some milliseconds, so that readers of committed records
 * hardly wait for it. Blocks.
 */
record Replayer(KafkaSettings kafka, LetterLog log, InstantSource clock) {
    /** Says what a record is a replay of. */
    static final String HEADER = "parley-replay-of";

    private static final String TRANSACTIONS = "parley-dead-letter-replay";
    private static final int TRANSACTION_MS = 10_000;
    private static final Duration CLOSE = Duration.ofSeconds(10);

    /** What became of a letter. */
    record Result(Letter letter, ReplayDecision decision) {}

    /**
     * Replays what may be; stops at the first failure.
     *
     * @throws StartException another replay began meanwhile, or Kafka does not answer; what was written is noted
     */
    List<Result> replay(Collection<Letter> letters, boolean isRepeatAllowed) {
        createNotes();
        var producer = producer();
        var results = new ArrayList<Result>();
        try {
            // Ends what another replay has open, and that replay: from here on the notes are complete.
            producer.initTransactions();
            var noted = new HashMap<>(log.replays());
            for (var letter : letters) {
                var decision = ReplayDecision.of(letter, noted, isRepeatAllowed, clock.instant());
                if (decision instanceof Replay) {
                    var now = clock.instant().toString();
                    write(producer, letter, now);
                    noted.put(letter.replayKey(), now);
                }
                results.add(new Result(letter, decision));
            }
            return results;
        } catch (KafkaException e) {
            throw new StartException(
                    "The replay stopped (" + e.getMessage()
                            + "): another one may have begun meanwhile. What was replayed is noted; run" + " it again.",
                    e);
        } finally {
            producer.close(CLOSE);
        }
    }

    /** The same without writing. */
    List<Result> decide(Collection<Letter> letters, boolean isRepeatAllowed) {
        var noted = new HashMap<>(log.replays());
        var results = new ArrayList<Result>();
        for (var letter : letters) {
            var decision = ReplayDecision.of(letter, noted, isRepeatAllowed, clock.instant());
            if (decision instanceof Replay) {
                noted.put(letter.replayKey(), clock.instant().toString());
            }
            results.add(new Result(letter, decision));
        }
        return results;
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, Letter letter, String now) {
        var place = letter.place();
        var record = new ProducerRecord<>(
                place.topic(), place.partition(), letter.recordedAt().toEpochMilli(), letter.key(), letter.value());
        record.headers().add(HEADER, place.toString().getBytes(StandardCharsets.UTF_8));
        producer.beginTransaction();
        var _ = producer.send(record);
        var _ = producer.send(new ProducerRecord<>(
                LetterLog.REPLAYS,
                0,
                letter.replayKey().getBytes(StandardCharsets.UTF_8),
                now.getBytes(StandardCharsets.UTF_8)));
        // Fails where one of the two did.
        producer.commitTransaction();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var settings = new HashMap<>(kafka.common());
        settings.put("transactional.id", TRANSACTIONS);
        settings.put("transaction.timeout.ms", TRANSACTION_MS);
        settings.put("delivery.timeout.ms", TRANSACTION_MS);
        settings.put("request.timeout.ms", TRANSACTION_MS / 2);
        settings.put("linger.ms", 0);
        settings.put("max.request.size", 2 << 20);
        settings.put("client.id", "parley-operator");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void createNotes() {
        var copies = kafka.replicationFactor();
        try (var admin = KafkaAdmin.open(kafka)) {
            TopicSetup.create(
                    admin.client(),
                    List.of(new NewTopic(LetterLog.REPLAYS, 1, (short) copies)
                            .configs(Map.of(
                                    "cleanup.policy",
                                    "compact",
                                    "min.insync.replicas",
                                    Integer.toString(Math.max(1, copies - 1))))));
        }
    }
}
