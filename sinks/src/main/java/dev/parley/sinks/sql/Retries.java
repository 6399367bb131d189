package dev.parley.sinks.sql;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Connect redeliver a batch with exponential backoff, and logs the beginning and the end of an outage. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int LOGGED_EACH = 20;

    private final SinkMetrics metrics;
    private final LongConsumer timeout;
    private int failures;

    /** @param timeout makes Connect wait that many milliseconds; by default it would wait until the next offset commit */
    Retries(SinkMetrics metrics, LongConsumer timeout) {
        this.metrics = metrics;
        this.timeout = timeout;
    }

    /** The exception to throw: Connect keeps the batch and delivers it again. */
    RetriableException later(String reason, RuntimeException cause) {
        if (failures % LOGGED_EACH == 0) {
            LOG.error("event=sink-retrying reason={} failures={} cause={}", reason, failures + 1, cause.toString());
        }
        metrics.retries().labelValues(reason).inc();
        timeout.accept(Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 10)));
        failures++;
        return new RetriableException("Batch kept for a retry: " + cause.getMessage(), cause);
    }

    void succeeded() {
        if (failures > 0) {
            LOG.info("event=sink-recovered failures={}", failures);
            failures = 0;
        }
    }
}
