package dev.parley.runtime.kafka;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumer configuration of a tail: no group, no commits, lowest latency. */
final class TailSettings {
    private TailSettings() {}

    static Map<String, Object> of(KafkaSettings kafka, String clientId, PrometheusRegistry metrics) {
        var settings = new HashMap<>(kafka.common());
        settings.putAll(KafkaMeters.settings(metrics, clientId));
        settings.put("client.id", clientId);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        settings.put("isolation.level", "read_uncommitted");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        // The tail itself handles an offset out of range: neither end is right in every case.
        settings.put("auto.offset.reset", "none");
        settings.put("fetch.min.bytes", 1);
        settings.put("fetch.max.wait.ms", 500);
        settings.put("fetch.max.bytes", 16 * 1024 * 1024);
        settings.put("max.poll.records", 1_000);
        // A broker that hangs is disconnected and retried after this time.
        settings.put("request.timeout.ms", 10_000);
        settings.put("default.api.timeout.ms", 15_000);
        settings.put("retry.backoff.ms", 50);
        settings.put("retry.backoff.max.ms", 500);
        settings.put("reconnect.backoff.ms", 50);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("enable.metrics.push", false);
        return settings;
    }
}
