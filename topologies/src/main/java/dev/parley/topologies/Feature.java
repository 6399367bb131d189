package dev.parley.topologies;

import dev.parley.topologies.streams.FeatureParts;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** One Kafka Streams application. Deployable alone, or several to a process. */
interface Feature {
    /** In {@code PARLEY_TOPOLOGIES}, in the application id, in logs and metrics. Public API. */
    String name();

    /** How often an action may take effect when a process dies half-way. */
    Guarantee guarantee();

    /**
     * Stream threads in each process.
     *
     * @param configured what {@code PARLEY_STREAM_THREADS} says
     */
    default int threads(int configured) {
        return configured;
    }

    /** The topology, always the same for the same version. */
    Topology topology(TopologyConfig config, FeatureParts parts);
}
