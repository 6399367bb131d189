package dev.parley.runtime.kafka;

import dev.parley.runtime.kafka.ExportedMetrics.Exported;
import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of Kafka's own clients on the metrics page of their process: of consumers, producers, Streams and Connect, under
 * {@code kafka_<group>_<name>}, read from the clients at each scrape. Values without a meaning yet are left out. Safe for many threads.
 */
public final class KafkaMeters implements MultiCollector {
    static final String REGISTRY = "parley.metrics.registry";
    static final String CLIENT = "parley.metrics.client";

    /** A client is configured by texts, so that Connect can pass them on: this finds the meters again. */
    private static final Map<String, WeakReference<KafkaMeters>> BY_ID = new ConcurrentHashMap<>();

    private static final AtomicInteger LAST_ID = new AtomicInteger();

    private final String id = Integer.toString(LAST_ID.incrementAndGet());
    private final Map<KafkaMetric, Series> current = new ConcurrentHashMap<>();
    /** What counters of closed clients had reached: a sum must not go down. */
    private final Map<Series, Double> ended = new ConcurrentHashMap<>();

    private record Series(Exported metric, Labels labels) {}

    private KafkaMeters(PrometheusRegistry registry) {
        BY_ID.put(id, new WeakReference<>(this));
        registry.register(this);
    }

    /**
     * Settings of a client whose metrics are to be on the page.
     *
     * @param client value of the label {@code client}, or {@code feature} for metrics of Streams; one of a few
     */
    public static Map<String, String> settings(PrometheusRegistry registry, String client) {
        var meters = SharedMetrics.of(registry, KafkaMeters.class, KafkaMeters::new);
        return Map.of("metric.reporters", KafkaMetricsReporter.class.getName(), REGISTRY, meters.id, CLIENT, client);
    }

    /** Null where the process has no such registry any more. */
    static @Nullable KafkaMeters byId(String id) {
        var found = BY_ID.get(id);
        return found == null ? null : found.get();
    }

    void add(KafkaMetric metric, String client) {
        ExportedMetrics.find(metric.metricName()).ifPresent(exported -> {
            var labels = MeterLabels.of(exported, metric.metricName().tags(), client);
            current.put(metric, new Series(exported, labels));
        });
    }

    void remove(KafkaMetric metric) {
        var series = current.remove(metric);
        if (series != null && series.metric().isCounter()) {
            var last = valueOf(metric);
            ended.merge(series, Double.isNaN(last) ? 0 : last, Double::sum);
        }
    }

    @Override
    public MetricSnapshots collect() {
        var values = new HashMap<Series, Double>(ended);
        current.forEach((metric, series) -> {
            var value = valueOf(metric);
            if (!Double.isNaN(value)) {
                values.merge(
                        series, value, series.metric().merge() == ExportedMetrics.Merge.SUM ? Double::sum : Math::max);
            }
        });
        var byName = new TreeMap<String, Map<Series, Double>>();
        values.forEach((series, value) -> byName.computeIfAbsent(series.metric().name(), _ -> new HashMap<>())
                .put(series, value));
        var snapshots = MetricSnapshots.builder();
        byName.forEach((name, points) -> snapshots.metricSnapshot(snapshot(name, points)));
        return snapshots.build();
    }

    private static MetricSnapshot snapshot(String name, Map<Series, Double> points) {
        var isCounter = points.keySet().iterator().next().metric().isCounter();
        return isCounter ? counter(name, points) : gauge(name, points);
    }

    private static CounterSnapshot counter(String name, Map<Series, Double> points) {
        var snapshot = CounterSnapshot.builder().name(name).help("A counter of Kafka's clients.");
        points.forEach((series, value) -> snapshot.dataPoint(CounterDataPointSnapshot.builder()
                .labels(series.labels())
                .value(value)
                .build()));
        return snapshot.build();
    }

    private static GaugeSnapshot gauge(String name, Map<Series, Double> points) {
        var snapshot = GaugeSnapshot.builder().name(name).help("A gauge of Kafka's clients.");
        points.forEach((series, value) -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(series.labels())
                .value(value)
                .build()));
        return snapshot.build();
    }

    /** NaN where it has none, or is not a number. */
    private static double valueOf(KafkaMetric metric) {
        try {
            var value = Objects.requireNonNullElse(metric.metricValue(), Double.NaN);
            var number = value instanceof Number given ? given.doubleValue() : Double.NaN;
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (RuntimeException e) {
            // Its client is being closed.
            return Double.NaN;
        }
    }
}
