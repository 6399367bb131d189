package dev.parley.topologies;

import dev.parley.schemas.Event;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.EventReading;
import dev.parley.topologies.heads.HeadFold;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.FoldInput;
import dev.parley.topologies.streams.FoldState;
import dev.parley.topologies.streams.FoldTopology;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * Conversations, memberships and restrictions as they are now. The store has about 100 bytes for each conversation and each membership, what a
 * group shows besides, and keeps them for ever. The wall clock paces what is written, and decides nothing.
 */
final class HeadsFeature implements Feature {
    @Override
    public String name() {
        return "heads";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.AT_LEAST_ONCE;
    }

    /** One has time for 50,000 records a second. */
    @Override
    public int threads(int configured) {
        return 1;
    }

    /** Nobody waits for it: clients are told of events by themselves. */
    @Override
    public Duration fetchWait() {
        return Duration.ofMillis(500);
    }

    @Override
    public Topology topology(TopologyConfig config, FeatureParts parts) {
        var events = new FoldInput<HeadFold, Event>(
                Topics.EVENTS,
                EventReading.WITHOUT_CONTENT,
                event -> Keys.of(event.getTenant(), event.getConversation()),
                HeadFold::event);
        return new FoldTopology<>(
                        name(),
                        HeadFold.TICK,
                        List.of(events),
                        List.of(Topics.CONVERSATIONS, Topics.MEMBERS, Topics.RESTRICTIONS),
                        FoldState.of(HeadFold.factory(parts.registry())))
                .build(config, parts);
    }
}
