package dev.parley.standalone.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogKey;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fault 4: a broker that was killed with a transaction open comes back. */
class HangingTransactionsIT {
    private static final TopicPartition PARTITION = new TopicPartition("log", 0);
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String DECIDER = "decider";
    private static final String COMPLETE_COMMIT = "4";
    private static final String COMPLETE_ABORT = "5";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({COMPLETE_ABORT + ", committed afterwards", COMPLETE_COMMIT + ", committed open afterwards"})
    void endsAsTheCoordinatorDidWhatAPartitionTakesForOpen(byte end, String expected) throws Exception {
        var image = temp.resolve("image");
        try (var broker = start(temp.resolve("broker"));
                var producer = producer(broker)) {
            createTopic(broker);
            commit(producer, "committed");
            producer.beginTransaction();
            producer.send(record("open")).get(10, TimeUnit.SECONDS);
            endWithoutMarker(broker, end);
            // What is on the disk now is what a broker finds that was killed now.
            copy(temp.resolve("broker"), image);
        }
        try (var broker = start(image);
                var producer = producer(broker)) {
            commit(producer, "afterwards");
            var all = List.of(expected.split(" ", -1));
            assertEquals(all, committed(broker, all.size()));
        }
    }

    /** What the coordinator leaves behind where it takes the partition for deleted. */
    private static void endWithoutMarker(EmbeddedBroker broker, byte end) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var open = admin.describeProducers(List.of(PARTITION))
                    .partitionResult(PARTITION)
                    .get(10, TimeUnit.SECONDS)
                    .activeProducers()
                    .getFirst();
            var value = new TransactionLogValue()
                    .setProducerId(open.producerId())
                    .setProducerEpoch((short) (open.producerEpoch() + 1))
                    .setTransactionTimeoutMs((int) TIME_OUT.toMillis())
                    .setTransactionStatus(end)
                    .setTransactionPartitions(List.of());
            append(broker, new TransactionLogKey().setTransactionalId(DECIDER), value);
        }
    }

    private static void append(EmbeddedBroker broker, TransactionLogKey key, TransactionLogValue value)
            throws Exception {
        // To no other client does the broker give its own topics.
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "client.id",
                "__admin_client",
                "enable.idempotence",
                false);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var partitions =
                    producer.partitionsFor(Topic.TRANSACTION_STATE_TOPIC_NAME).size();
            producer.send(new ProducerRecord<>(
                            Topic.TRANSACTION_STATE_TOPIC_NAME,
                            Utils.abs(DECIDER.hashCode()) % partitions,
                            MessageUtil.toVersionPrefixedBytes(TransactionLogKey.HIGHEST_SUPPORTED_VERSION, key),
                            MessageUtil.toVersionPrefixedBytes(TransactionLogValue.HIGHEST_SUPPORTED_VERSION, value)))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static EmbeddedBroker start(Path log) {
        return EmbeddedBroker.start(log, FreePorts.find(2), _ -> {});
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                "decider",
                "transaction.timeout.ms",
                (int) TIME_OUT.toMillis());
        var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static void commit(KafkaProducer<String, String> producer, String text) throws Exception {
        producer.beginTransaction();
        producer.send(record(text)).get(10, TimeUnit.SECONDS);
        producer.commitTransaction();
    }

    private static ProducerRecord<String, String> record(String text) {
        return new ProducerRecord<>(PARTITION.topic(), text);
    }

    private static List<String> committed(EmbeddedBroker broker, int count) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            var read = new ArrayList<String>();
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.value()));
            }
            return read;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                // A broker's own lock is no part of what it leaves behind.
                if (!file.endsWith(".lock")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }
}
