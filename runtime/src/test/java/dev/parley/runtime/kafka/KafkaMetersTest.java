package dev.parley.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

/** What operators see of Kafka's clients: few series, with names that outlive a restart. */
final class KafkaMetersTest {
    private static final String FETCH = "consumer-fetch-manager-metrics";

    private final PrometheusRegistry registry = new PrometheusRegistry();

    @Test
    void showsTheLagOfEachPartition() {
        var reporter = reporter("conversation");
        reporter.metricChange(metric(FETCH, "records-lag", Map.of("topic", "actions", "partition", "3"), 17.0));
        assertEquals(
                Map.of(Labels.of("client", "conversation", "topic", "actions", "partition", "3"), 17.0),
                values("kafka_consumer_fetch_manager_records_lag"));
    }

    @Test
    void numbersThreadsInsteadOfNamingThem() {
        var name = "parley-conversation-0f9c1d6e-79b5-4f64-9a0a-9f2c7a8e5a11-StreamThread-2";
        reporter("conversation")
                .metricChange(metric("stream-thread-metrics", "process-rate", Map.of("thread-id", name), 5.0));
        assertEquals(
                Map.of(Labels.of("feature", "conversation", "thread", "2"), 5.0),
                values("kafka_stream_thread_process_rate"));
    }

    @Test
    void addsUpWhatSeveralClientsCount() {
        reporter("a").metricChange(sent(3));
        reporter("a").metricChange(sent(4));
        assertEquals(Map.of(Labels.of("client", "a"), 7.0), values("kafka_producer_record_send"));
    }

    @Test
    void takesTheWorstOfWhatCannotBeAddedUp() {
        reporter("a").metricChange(metric("producer-metrics", "request-latency-max", Map.of(), 3.0));
        reporter("a").metricChange(metric("producer-metrics", "request-latency-max", Map.of(), 9.0));
        assertEquals(Map.of(Labels.of("client", "a"), 9.0), values("kafka_producer_request_latency_max"));
    }

    @Test
    void countsOnWhereAClientIsReplaced() {
        var first = reporter("a");
        first.metricChange(sent(3));
        first.close();
        assertEquals(Map.of(Labels.of("client", "a"), 3.0), values("kafka_producer_record_send"));
        reporter("a").metricChange(sent(1));
        assertEquals(Map.of(Labels.of("client", "a"), 4.0), values("kafka_producer_record_send"));
    }

    @Test
    void forgetsAGaugeWithItsPartition() {
        var reporter = reporter("a");
        var lag = metric(FETCH, "records-lag", Map.of("topic", "actions", "partition", "3"), 17.0);
        reporter.metricChange(lag);
        reporter.metricRemoval(lag);
        assertEquals(Map.of(), values("kafka_consumer_fetch_manager_records_lag"));
    }

    @Test
    void leavesOutWhatIsNotListedOrHasNoValue() {
        var reporter = reporter("a");
        reporter.init(List.of(
                metric(FETCH, "records-per-request-avg", Map.of(), 1.0),
                metric(FETCH, "records-consumed-total", Map.of("topic", "actions"), 1.0),
                metric("consumer-metrics", "last-poll-seconds-ago", Map.of("client-id", "a-restore-consumer"), 1.0),
                metric(FETCH, "fetch-latency-avg", Map.of(), Double.NaN)));
        assertEquals(0, registry.scrape().size());
    }

    @Test
    void isHeardByAClientOfKafka() {
        var kafka = new KafkaSettings("localhost:1", 4, 1, "http://localhost:2", false);
        try (var _ = new KafkaProducer<byte[], byte[]>(ProducerSettings.forEdge(kafka, "edge", registry))) {
            assertEquals(Map.of(Labels.of("client", "edge"), 0.0), values("kafka_producer_record_error"));
            assertTrue(registry.scrape().size() < 15, "series of one producer");
        }
        assertEquals(Map.of(Labels.of("client", "edge"), 0.0), values("kafka_producer_record_error"));
        assertEquals(Map.of(), values("kafka_producer_buffer_available_bytes"));
    }

    private KafkaMetricsReporter reporter(String client) {
        var reporter = new KafkaMetricsReporter();
        reporter.configure(KafkaMeters.settings(registry, client));
        return reporter;
    }

    private static KafkaMetric sent(double count) {
        return metric("producer-metrics", "record-send-total", Map.of("client-id", "any"), count);
    }

    private static KafkaMetric metric(String group, String name, Map<String, String> tags, double value) {
        Gauge<Double> gauge = (_, _) -> value;
        return new KafkaMetric(
                new Object(), new MetricName(name, group, "", tags), gauge, new MetricConfig(), Time.SYSTEM);
    }

    /** By labels; counters are found without {@code _total}. */
    private Map<Labels, Double> values(String metric) {
        return registry.scrape().stream()
                .filter(snapshot -> snapshot.getMetadata().getPrometheusName().equals(metric))
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .collect(Collectors.toMap(DataPointSnapshot::getLabels, KafkaMetersTest::value));
    }

    private static double value(DataPointSnapshot point) {
        return switch (point) {
            case CounterDataPointSnapshot counter -> counter.getValue();
            case GaugeDataPointSnapshot gauge -> gauge.getValue();
            default -> throw new IllegalArgumentException(point.toString());
        };
    }
}
