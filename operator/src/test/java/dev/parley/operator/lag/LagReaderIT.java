package dev.parley.operator.lag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.operator.command.KafkaAdmin;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Lag beside an open transaction, on a real broker. */
final class LagReaderIT {
    @Test
    void tellsWhatWaitsFromWhatATransactionHolds() throws Exception {
        var broker = TestBroker.shared();
        var topic = broker.newTopic(1);
        var group = "parley-" + topic;
        var kafka = KafkaSettings.from(Env.of(Map.of(
                "PARLEY_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "PARLEY_REGISTRY_URL",
                "http://127.0.0.1:1")));
        var transactional = new HashMap<>(broker.client());
        transactional.put("transactional.id", group);
        try (var admin = KafkaAdmin.open(kafka);
                var plain = new KafkaProducer<>(broker.client(), new ByteArraySerializer(), new ByteArraySerializer());
                var writer = new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            var reader = new LagReader(admin);
            send(plain, topic, 5);
            commit(admin, group, new TopicPartition(topic, 0), 2);
            writer.initTransactions();
            writer.beginTransaction();
            send(writer, topic, 4);
            var first = reader.look(group);
            send(plain, topic, 1);
            var second = reader.look(group);

            var lag = LagReader.between(first, second, 1).getFirst();
            assertEquals(3, lag.lag());
            assertEquals(5, lag.held());
            assertTrue(lag.isHeldStill());
            assertTrue(lag.isStuck());

            writer.commitTransaction();
            // The marker follows a moment after the commit.
            Eventually.isTrue("the end of the transaction", Duration.ofSeconds(30), () -> {
                var third = LagReader.between(second, reader.look(group), 1).getFirst();
                // Five, four, one and the marker, less the two that were read.
                return third.held() == 0 && third.lag() == 9;
            });
        }
    }

    private static void commit(KafkaAdmin admin, String group, TopicPartition partition, long offset) {
        admin.await(
                admin.client()
                        .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                        .all(),
                "set the offset");
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int count) throws Exception {
        for (var each = 0; each < count; each++) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
        }
    }
}
