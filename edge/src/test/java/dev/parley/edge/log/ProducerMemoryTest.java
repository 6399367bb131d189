package dev.parley.edge.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.kafka.KafkaSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProducerMemoryTest {
    private static final MetricName NAME =
            new MetricName(ProducerMemory.METRIC, "producer-metrics", "", Map.of("client-id", "x"));

    private record Available(Object metricValue) implements Metric {
        @Override
        public MetricName metricName() {
            return NAME;
        }
    }

    @Test
    void isAmpleWhileARealProducerHasNothingToSend() {
        var kafka = new KafkaSettings("localhost:1", 1, 1, "http://localhost:1", false);
        try (var producer = ActionProducer.open(kafka, "idle", new PrometheusRegistry())) {
            assertTrue(ProducerMemory.of(producer).isAmple());
            producer.close(Duration.ZERO);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0, true", "0.99, false", "0.0, false"})
    void isAmpleWithRoomForSome(double share, boolean isAmple) {
        try (var producer = new MockProducer<byte[], byte[]>()) {
            producer.setMockMetrics(NAME, new Available(share * ProducerMemory.AMPLE_BYTES));
            assertEquals(isAmple, ProducerMemory.of(producer).isAmple());
        }
    }

    @Test
    void isNotAmpleWhereNobodySays() {
        try (var producer = new MockProducer<byte[], byte[]>()) {
            assertFalse(ProducerMemory.of(producer).isAmple());
        }
    }
}
