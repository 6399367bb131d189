package dev.parley.runtime.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/** Tells the {@link KafkaMeters} of a process what metrics one client has. Created by Kafka, once for each client. */
public final class KafkaMetricsReporter implements MetricsReporter {
    private final Set<KafkaMetric> own = ConcurrentHashMap.newKeySet();
    private @Nullable KafkaMeters meters;
    private String client = "";

    @Override
    public void configure(Map<String, ?> settings) {
        meters = KafkaMeters.byId(String.valueOf(settings.get(KafkaMeters.REGISTRY)));
        client = String.valueOf(settings.get(KafkaMeters.CLIENT));
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        if (meters != null) {
            own.add(metric);
            meters.add(metric, client);
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        if (meters != null && own.remove(metric)) {
            meters.remove(metric);
        }
    }

    /** A closed client does not remove its metrics. */
    @Override
    public void close() {
        own.forEach(this::metricRemoval);
    }
}
