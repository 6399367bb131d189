package dev.parley.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** An overlay network forgets connections that are idle for 900 s, and tells neither end: clients must close them before. */
class IdleConnectionsTest {
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    private final KafkaSettings kafka = new KafkaSettings("localhost:9092", 4, 1, "http://localhost:8081", true);

    @Test
    void producersCloseThemInTime() {
        assertInTime(new ProducerConfig(ProducerSettings.forEdge(kafka, "test")));
    }

    /** Tails, Streams and Connect leave it at that. */
    @Test
    void consumersAndAdminsCloseThemInTimeByDefault() {
        assertInTime(new ConsumerConfig(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class)));
        assertInTime(new AdminClientConfig(kafka.common()));
    }

    private static void assertInTime(AbstractConfig config) {
        var idle = Duration.ofMillis(config.getLong(CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG));
        assertTrue(idle.isPositive() && idle.compareTo(FORGOTTEN) < 0, idle::toString);
    }
}
