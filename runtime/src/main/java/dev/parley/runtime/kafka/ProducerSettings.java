package dev.parley.runtime.kafka;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Configuration of the platform's producers; keys and values are bytes. */
public final class ProducerSettings {
    private ProducerSettings() {}

    /**
     * For an edge, whose client waits: durable, ordered, low latency, and success or failure within four seconds. With one
     * request in flight, records that arrive meanwhile form the next batch, so batch size follows the load; and a partition
     * that was just created cannot lose its first batch (KAFKA-15591).
     */
    public static Map<String, Object> forEdge(KafkaSettings kafka, String clientId) {
        var settings = new HashMap<>(kafka.common());
        settings.put("client.id", clientId);
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("max.in.flight.requests.per.connection", 1);
        settings.put("linger.ms", 0);
        settings.put("batch.size", 64 * 1024);
        settings.put("buffer.memory", 16L * 1024 * 1024);
        settings.put("max.block.ms", 1_000);
        settings.put("request.timeout.ms", 3_000);
        settings.put("delivery.timeout.ms", 4_000);
        settings.put("retry.backoff.ms", 20);
        settings.put("retry.backoff.max.ms", 500);
        settings.put("reconnect.backoff.ms", 50);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("enable.metrics.push", false);
        return settings;
    }

    /** As {@link #forEdge(KafkaSettings, String)}, with the producer's own metrics on the metrics page. */
    public static Map<String, Object> forEdge(KafkaSettings kafka, String clientId, PrometheusRegistry metrics) {
        var settings = forEdge(kafka, clientId);
        settings.putAll(KafkaMeters.settings(metrics, clientId));
        return settings;
    }
}
