package dev.parley.standalone.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.standalone.broker.HangingTransactions.Open;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fault 4: a broker that was killed with a transaction open comes back. */
class HangingTransactionsIT {
    private static final TopicPartition PARTITION = new TopicPartition("log", 0);
    private static final TopicPartition OTHER = new TopicPartition("log", 1);
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String GROUP = "group";
    private static final String DECIDER = "decider";
    private static final short TRANSACTION_VERSION = 2;
    private static final String COMPLETE_COMMIT = "4";
    private static final String COMPLETE_ABORT = "5";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    static Path crashes;

    @TempDir
    Path temp;

    @AfterAll
    static void closeCrashed() throws IOException {
        for (var crashed : CrashedBroker.MADE.values()) {
            crashed.close();
        }
        CrashedBroker.MADE.clear();
    }

    @ParameterizedTest
    @CsvSource({COMPLETE_ABORT + ", committed afterwards", COMPLETE_COMMIT + ", committed open afterwards"})
    void endsAsTheCoordinatorDidWhatAPartitionTakesForOpen(byte end, String expected) throws Exception {
        var image = temp.resolve("image");
        copy(CrashedBroker.after(end).image(), image);
        try (var broker = start(image, FreePorts.find(2));
                var producer = producer(broker)) {
            commit(producer, "afterwards");
            var all = List.of(expected.split(" ", -1));
            assertEquals(all, committed(broker, PARTITION, all.size()));
        }
    }

    @ParameterizedTest
    @CsvSource({COMPLETE_ABORT + ", committed", COMPLETE_COMMIT + ", committed open"})
    void leavesTheNextTransactionOfAProducerThatStayedUp(byte end, String expected) throws Exception {
        var crashed = CrashedBroker.after(end);
        var image = temp.resolve("image");
        copy(crashed.image(), image);
        try (var broker = crashed.relaunch(image);
                var producer = crashed.producer()) {
            if (end == Byte.parseByte(COMPLETE_COMMIT)) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(OTHER.topic(), OTHER.partition(), null, "next"))
                    .get(10, TimeUnit.SECONDS);
            broker.endHangingTransactions();
            assertEquals(List.of(OTHER), open(broker));
            var all = List.of(expected.split(" ", -1));
            assertEquals(all, committed(broker, PARTITION, all.size()));
            producer.commitTransaction();
            assertEquals(List.of("next"), committed(broker, OTHER, 1));
        }
    }

    @Test
    void endsNothingNewerThanWhatItFoundOpen() throws Exception {
        var offsets = Map.of(PARTITION, new OffsetAndMetadata(7));
        try (var broker = start(temp.resolve("broker"), FreePorts.find(2));
                var producer = producer(broker);
                var consumer = consumer(broker);
                var admin = admin(broker)) {
            createTopic(broker);
            commit(producer, "committed");
            producer.beginTransaction();
            producer.send(record("next")).get(10, TimeUnit.SECONDS);
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            abortTheOneBefore(broker, admin);
            producer.commitTransaction();
            assertEquals(List.of("committed", "next"), committed(broker, PARTITION, 2));
            var read = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata();
            assertEquals(offsets, read.get(10, TimeUnit.SECONDS));
        }
    }

    /** As where a transaction was found open, and the next one of its producer came before the marker. */
    private static void abortTheOneBefore(EmbeddedBroker broker, Admin admin) throws Exception {
        var port = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
        var open = HangingTransactions.openTransactions(admin);
        assertEquals(
                Set.of(PARTITION.topic(), Topic.GROUP_METADATA_TOPIC_NAME),
                open.stream().map(each -> each.partition().topic()).collect(Collectors.toSet()));
        try (var markers = new TransactionMarkers(port)) {
            for (var each : open) {
                var before = (short) (each.epoch() - 1);
                markers.write(new Open(each.partition(), each.producer(), before, each.coordinatorEpoch()), false);
            }
        }
    }

    private static List<TopicPartition> open(EmbeddedBroker broker) throws Exception {
        try (var admin = admin(broker)) {
            return HangingTransactions.openTransactions(admin).stream()
                    .map(Open::partition)
                    .toList();
        }
    }

    /**
     * What a broker left on the disk that was killed with a transaction open, and the producer whose broker went away.
     *
     * @param image copied before it is started
     * @param ports where the producer looks for its broker: bound, so that nobody else gets them, and refusing connections
     */
    private record CrashedBroker(Path image, List<SocketChannel> ports, KafkaProducer<String, String> producer) {
        private static final Map<Byte, CrashedBroker> MADE = new HashMap<>();

        /** Made once for each way in which the coordinator may have ended the transaction. */
        static CrashedBroker after(byte end) throws Exception {
            var made = MADE.get(end);
            if (made == null) {
                made = crash(end, Files.createTempDirectory(crashes, "end-" + end + "-"));
                MADE.put(end, made);
            }
            return made;
        }

        /** Starts an image where the producer finds it. */
        EmbeddedBroker relaunch(Path copy) throws IOException {
            var numbers = new ArrayList<Integer>();
            for (var port : ports) {
                numbers.add(((InetSocketAddress) port.getLocalAddress()).getPort());
                port.close();
            }
            return EmbeddedBroker.launch(
                    new BrokerSettings(copy, BrokerSettings.LOOPBACK, numbers.get(0), numbers.get(1)));
        }

        void close() throws IOException {
            producer.close(Duration.ZERO);
            for (var port : ports) {
                port.close();
            }
        }

        private static CrashedBroker crash(byte end, Path folder) throws Exception {
            var ports = FreePorts.find(2);
            var producer = leaveOpen(end, folder, ports);
            var bound = new ArrayList<SocketChannel>();
            for (var port : ports) {
                bound.add(SocketChannel.open()
                        .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }
            return new CrashedBroker(folder.resolve("image"), bound, producer);
        }

        private static KafkaProducer<String, String> leaveOpen(byte end, Path folder, List<Integer> ports)
                throws Exception {
            try (var broker = start(folder.resolve("broker"), ports)) {
                var producer = HangingTransactionsIT.producer(broker);
                createTopic(broker);
                commit(producer, "committed");
                producer.beginTransaction();
                producer.send(record("open")).get(10, TimeUnit.SECONDS);
                endWithoutMarker(broker, end);
                // What is on the disk now is what a broker finds that was killed now.
                copy(folder.resolve("broker"), folder.resolve("image"));
                return producer;
            }
        }
    }

    /** What the coordinator leaves behind where it takes the partition for deleted. */
    private static void endWithoutMarker(EmbeddedBroker broker, byte end) throws Exception {
        try (var admin = admin(broker)) {
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
                    .setClientTransactionVersion(TRANSACTION_VERSION)
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

    private static EmbeddedBroker start(Path log, List<Integer> ports) {
        return EmbeddedBroker.start(log, ports, _ -> {});
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 2, (short) 1)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                DECIDER,
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
        return new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), null, text);
    }

    private static List<String> committed(EmbeddedBroker broker, TopicPartition partition, int count) {
        try (var consumer = consumer(broker)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var read = new ArrayList<String>();
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.value()));
            }
            return read;
        }
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedBroker broker) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "group.id",
                GROUP,
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
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
