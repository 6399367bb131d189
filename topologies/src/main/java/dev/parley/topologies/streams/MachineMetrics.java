package dev.parley.topologies.streams;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/**
 * What operators see of the machines and folds of a process.
 *
 * @param actions {@code parley_topologies_actions_total{feature}}: actions that were read and decided, retries included
 * @param timers {@code parley_topologies_timers_total{feature,result}}: timers that were due, {@code fired} or {@code failed}
 * @param waitingTimers {@code parley_topologies_waiting_timers{feature,partition}}: timers of this process's partitions
 * @param folded {@code parley_topologies_folded_total{feature,topic,result}}: records that a fold took, by what came of them
 * @param emitted {@code parley_topologies_emitted_total{feature,sink}}: records that folds wrote
 * @param waitingEmissions {@code parley_topologies_waiting_emissions{feature,partition}}: records that are to be written by and by
 * @param deadLetters {@code parley_topologies_dead_letters_total{feature,cause}}: records given up on; alert on any
 * @param registry for the metrics that a feature has of its own
 */
public record MachineMetrics(
        Counter actions,
        Counter timers,
        Gauge waitingTimers,
        Counter folded,
        Counter emitted,
        Gauge waitingEmissions,
        Counter deadLetters,
        PrometheusRegistry registry) {
    /** So that a rate is known from the first dead letter of a feature on. */
    public void beginAtZero(String feature) {
        List.of("malformed", "key-mismatch", "internal").forEach(cause -> deadLetters.initLabelValues(feature, cause));
    }

    public static MachineMetrics in(PrometheusRegistry registry) {
        return new MachineMetrics(
                Counter.builder()
                        .name("parley_topologies_actions_total")
                        .help("Actions decided, retries included.")
                        .labelNames("feature")
                        .register(registry),
                Counter.builder()
                        .name("parley_topologies_timers_total")
                        .help("Timers that were due.")
                        .labelNames("feature", "result")
                        .register(registry),
                Gauge.builder()
                        .name("parley_topologies_waiting_timers")
                        .help("Timers that wait.")
                        .labelNames("feature", "partition")
                        .register(registry),
                Counter.builder()
                        .name("parley_topologies_folded_total")
                        .help("Records folded into what is now.")
                        .labelNames("feature", "topic", "result")
                        .register(registry),
                Counter.builder()
                        .name("parley_topologies_emitted_total")
                        .help("Records written of what is now.")
                        .labelNames("feature", "sink")
                        .register(registry),
                Gauge.builder()
                        .name("parley_topologies_waiting_emissions")
                        .help("Records of what is now that wait to be written.")
                        .labelNames("feature", "partition")
                        .register(registry),
                Counter.builder()
                        .name("parley_topologies_dead_letters_total")
                        .help("Records that could not be processed.")
                        .labelNames("feature", "cause")
                        .register(registry),
                registry);
    }
}
