package dev.parley.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** The settings are ones that Kafka's clients take, together. */
final class ProducerSettingsTest {
    private final KafkaSettings kafka = new KafkaSettings("127.0.0.1:1", 4, 1, "http://127.0.0.1:1", true);

    @Test
    void makeAProducer() {
        var settings = ProducerSettings.forEdge(kafka, "edge");
        // The constructor refuses what does not fit together: acks and idempotence, delivery, request and linger.
        try (var producer = new KafkaProducer<byte[], byte[]>(settings)) {
            assertTrue(producer.metrics().keySet().stream()
                    .anyMatch(name -> "edge".equals(name.tags().get("client-id"))));
        }
    }

    @Test
    void makeAConsumer() {
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(TailSettings.of(kafka, "tail", new PrometheusRegistry()))) {
            assertTrue(consumer.assignment().isEmpty());
        }
    }

    @Test
    void fitAClientThatWaitsFiveSeconds() {
        var settings = ProducerSettings.forEdge(kafka, "edge");
        var longest = millis(settings, "max.block.ms") + millis(settings, "delivery.timeout.ms");
        assertTrue(longest <= 5_000, longest + " ms");
    }

    private static long millis(Map<String, Object> settings, String name) {
        return Long.parseLong(String.valueOf(settings.get(name)));
    }
}
