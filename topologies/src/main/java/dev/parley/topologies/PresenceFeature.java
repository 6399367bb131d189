package dev.parley.topologies;

import dev.parley.schemas.Lease;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.presence.PresenceFold;
import dev.parley.topologies.presence.PresenceMetrics;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.FoldInput;
import dev.parley.topologies.streams.FoldState;
import dev.parley.topologies.streams.FoldTopology;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * How users are shown, by the leases of their devices. The store has about 400 bytes for each user who ever was there or chose how to be
 * shown, and keeps them for ever; 200 more for each lease, which ends with its node. The wall clock paces what is written, and decides
 * nothing else.
 */
final class PresenceFeature implements Feature {
    static final String NAME = "presence";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.AT_LEAST_ONCE;
    }

    /** One has time for all of a process's partitions. */
    @Override
    public int threads(int configured) {
        return 1;
    }

    /** Who comes online is to be shown within a second: this, a tick, and the way to who watches. */
    @Override
    public Duration fetchWait() {
        return Duration.ofMillis(100);
    }

    @Override
    public Topology topology(TopologyConfig config, FeatureParts parts) {
        var leases = new FoldInput<PresenceFold, Lease>(
                Topics.LEASES,
                Lease.getClassSchema(),
                lease -> Keys.of(lease.getTenant(), lease.getUser()),
                PresenceFold::lease);
        return new FoldTopology<>(
                        name(),
                        PresenceFold.TICK,
                        List.of(leases),
                        List.of(Topics.PRESENCE),
                        new FoldState<>(
                                FoldState.Store.IN_ORDER,
                                PresenceFold.factory(parts.registry()),
                                PresenceMetrics.in(parts.metrics().registry())))
                .build(config, parts);
    }
}
