package dev.parley.sinks.sql;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets Connect bring a batch again, each time a little later, and tells operators when that begins and ends. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int LOGGED_EACH = 20;

    private final SinkMetrics metrics;
    private final LongConsumer timeout;
    private int failures;

    /** @param timeout makes Connect wait that many milliseconds; without it the wait is until the next offset commit */
    Retries(SinkMetrics metrics, LongConsumer timeout) {
        this.metrics = metrics;
        this.timeout = timeout;
    }

    /** What is to be thrown, so that Connect keeps the batch. */
    RetriableException later(String reason, RuntimeException cause) {
        if (failures % LOGGED_EACH == 0) {
            LOG.atError()
                    .addKeyValue("reason", reason)
                    .addKeyValue("failures", failures + 1)
                    .addKeyValue("cause", cause.toString())
                    .log("The sink waits.");
        }
        metrics.retries().labelValues(reason).inc();
        timeout.accept(Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 10)));
        failures++;
        return new RetriableException("The batch is kept: " + cause.getMessage(), cause);
    }

    void succeeded() {
        if (failures > 0) {
            LOG.atInfo().addKeyValue("failures", failures).log("The sink goes on.");
            failures = 0;
        }
    }
}
