package dev.parley.topologies.streams;

import dev.parley.schemas.registry.SchemaRegistry;
import java.time.Duration;

/**
 * What every feature of a process is made with.
 *
 * @param commitInterval how often each application commits
 * @param timers learns when timers are due
 */
public record FeatureParts(
        SchemaRegistry registry, MachineMetrics metrics, Duration commitInterval, TimerWatch timers) {
    /** Nobody ticks. */
    public FeatureParts(SchemaRegistry registry, MachineMetrics metrics, Duration commitInterval) {
        this(registry, metrics, commitInterval, TimerWatch.NOBODY);
    }
}
