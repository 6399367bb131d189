package dev.parley.standalone.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.service.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @TempDir
    Path temp;

    private final List<String> faults = new CopyOnWriteArrayList<>();

    @Test
    void keepsItsLogOverARestartOnOtherPorts() throws Exception {
        try (var broker = EmbeddedBroker.start(temp, FreePorts.find(2), faults::add)) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                        .all()
                        .get();
            }
            send(broker, PARTITION.topic(), "first");
        }
        try (var broker = EmbeddedBroker.start(temp, FreePorts.find(2), faults::add)) {
            send(broker, PARTITION.topic(), "second");
            assertEquals(List.of("first", "second"), readTwo(broker));
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void createsNoTopicOnFirstUse() throws Exception {
        try (var broker = EmbeddedBroker.start(temp, FreePorts.find(2), faults::add);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var description = admin.describeTopics(List.of("never-made")).allTopicNames();
            var refusal = assertThrows(ExecutionException.class, description::get);
            assertTrue(refusal.getCause() instanceof UnknownTopicOrPartitionException);
        }
    }

    @Test
    void saysThatAPortIsTakenAndLetsTheProcessLive() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var free = FreePorts.find(1).getFirst();
            assertThrows(
                    StartException.class,
                    () -> EmbeddedBroker.start(temp, List.of(taken.getLocalPort(), free), faults::add));
        }
    }

    private static void send(EmbeddedBroker broker, String topic, String value) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static List<String> readTwo(EmbeddedBroker broker) {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            var values = new java.util.ArrayList<String>();
            var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < 2 && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
