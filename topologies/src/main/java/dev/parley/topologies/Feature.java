package dev.parley.topologies;

import dev.parley.topologies.streams.FeatureParts;
import java.time.Duration;
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

    /**
     * How long the broker may gather records before it hands them over, so that many come with one fetch. Zero: each at once, for
     * what somebody waits for.
     */
    default Duration fetchWait() {
        return Duration.ZERO;
    }

    /** The topology, always the same for the same version. */
    Topology topology(TopologyConfig config, FeatureParts parts);
}
