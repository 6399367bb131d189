package dev.parley.topologies;

import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.topologies.machine.MachineMetrics;
import java.time.Duration;

/**
 * What every feature of a process is made with.
 *
 * @param commitInterval how often each application commits
 */
public record FeatureParts(SchemaRegistry registry, MachineMetrics metrics, Duration commitInterval) {}
