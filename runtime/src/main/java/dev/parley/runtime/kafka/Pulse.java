package dev.parley.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log answers, judged by the fetches that it answered: an idle one is answered every half second. Written by the
 * tail's thread, read by any.
 */
final class Pulse {
    private static final Duration LATELY = Duration.ofSeconds(3);
    private static final String ANSWERED_FETCHES = "fetch-total";

    private final @Nullable Metric fetches;
    private double seen;
    private volatile long lastAnswer = System.nanoTime() - LATELY.toNanos();

    Pulse(Map<MetricName, ? extends Metric> metrics) {
        this.fetches = metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(ANSWERED_FETCHES))
                .findFirst()
                .<Metric>map(Map.Entry::getValue)
                .orElse(null);
    }

    /** To be called between two polls. */
    void feel() {
        if (fetches != null && fetches.metricValue() instanceof Double answered && answered != seen) {
            seen = answered;
            beat();
        }
    }

    /** The log is known to have answered now. */
    void beat() {
        lastAnswer = System.nanoTime();
    }

    boolean isFelt() {
        return sinceLastBeat().compareTo(LATELY) < 0;
    }

    Duration sinceLastBeat() {
        return Duration.ofNanos(System.nanoTime() - lastAnswer);
    }
}
