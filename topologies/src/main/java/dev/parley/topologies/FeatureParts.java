package dev.parley.topologies;

import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.topologies.machine.MachineMetrics;

/** What every feature of a process is made with. */
public record FeatureParts(SchemaRegistry registry, MachineMetrics metrics) {}
