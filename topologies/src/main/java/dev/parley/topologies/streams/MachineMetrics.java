package dev.parley.topologies.streams;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What operators see of the machines of a process.
 *
 * @param actions {@code parley_topologies_actions_total{feature}}: actions that were read and decided, retries included
 * @param deadLetters {@code parley_topologies_dead_letters_total{feature,cause}}: records given up on; alert on any
 */
public record MachineMetrics(Counter actions, Counter deadLetters) {
    public static MachineMetrics in(PrometheusRegistry registry) {
        return new MachineMetrics(
                Counter.builder()
                        .name("parley_topologies_actions_total")
                        .help("Actions decided, retries included.")
                        .labelNames("feature")
                        .register(registry),
                Counter.builder()
                        .name("parley_topologies_dead_letters_total")
                        .help("Records that could not be processed.")
                        .labelNames("feature", "cause")
                        .register(registry));
    }
}
