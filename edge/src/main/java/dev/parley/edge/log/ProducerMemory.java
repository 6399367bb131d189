package dev.parley.edge.log;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/** What is left of the memory in which a producer keeps what is to be sent. A send blocks while there is none. */
final class ProducerMemory {
    static final String METRIC = "buffer-available-bytes";

    /** A batch of 64 KiB for each thread that asks at the same moment. */
    static final double AMPLE_BYTES = 4 << 20;

    private final @Nullable Metric available;

    private ProducerMemory(@Nullable Metric available) {
        this.available = available;
    }

    static ProducerMemory of(Producer<?, ?> producer) {
        return new ProducerMemory(producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(METRIC))
                .findAny()
                .orElse(null));
    }

    /** Whether a small record fits for certain. */
    boolean isAmple() {
        return available != null && available.metricValue() instanceof Double bytes && bytes >= AMPLE_BYTES;
    }
}
