package dev.parley.sinks.worker;

import dev.parley.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What a worker needs to join its group.
 *
 * @param group the workers of one name share the work
 * @param host address at which they reach each other
 * @param sessionTimeout after that long a worker that is not heard of is taken for dead
 * @param more what else Connect is told of this worker alone
 */
public record WorkerSettings(
        KafkaSettings kafka, String group, String host, Duration sessionTimeout, Map<String, String> more) {}
