package dev.parley.sinks.worker;

import dev.parley.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;

/**
 * Configuration of a Connect worker.
 *
 * @param group name of the group of workers that share the tasks
 * @param host address under which the other workers reach this one
 * @param sessionTimeout after so long without a heartbeat a worker counts as dead
 * @param more further worker properties
 */
public record WorkerSettings(
        KafkaSettings kafka, String group, String host, Duration sessionTimeout, Map<String, String> more) {}
