package dev.parley.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Whether the brokers respond, judged by the consumer's count of completed fetches: an idle fetch completes every half second.
 * Written by the tail's thread, read by any thread.
 */
final class Liveness {
    private static final Duration LATELY = Duration.ofSeconds(3);
    private static final String ANSWERED_FETCHES = "fetch-total";

    private final @Nullable Metric fetches;
    private double seen;
    private volatile long lastAnswer = System.nanoTime() - LATELY.toNanos();

    Liveness(Map<MetricName, ? extends Metric> metrics) {
        this.fetches = metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(ANSWERED_FETCHES))
                .findFirst()
                .<Metric>map(Map.Entry::getValue)
                .orElse(null);
    }

    /** Called between two polls. */
    void observe() {
        if (fetches != null && fetches.metricValue() instanceof Double answered && answered != seen) {
            seen = answered;
            answered();
        }
    }

    /** Records a response of the brokers. */
    void answered() {
        lastAnswer = System.nanoTime();
    }

    boolean isAlive() {
        return sinceLastAnswer().compareTo(LATELY) < 0;
    }

    Duration sinceLastAnswer() {
        return Duration.ofNanos(System.nanoTime() - lastAnswer);
    }
}
