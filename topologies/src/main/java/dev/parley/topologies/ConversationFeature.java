package dev.parley.topologies;

import dev.parley.schemas.Action;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.conversation.ConversationMachine;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineTopology;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The only writer of {@code events}: one sub-topology, one input topic, one store, no repartition. What the store knows of
 * actions and messages ends after 24 hours; heads, groups and members are kept for ever.
 */
final class ConversationFeature implements Feature {
    @Override
    public String name() {
        return "conversation";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public Topology topology(TopologyConfig config, FeatureParts parts) {
        return new MachineTopology<Action>(
                        name(),
                        Topics.ACTIONS,
                        action -> Keys.of(action.getTenant(), action.getConversation()),
                        List.of(Topics.EVENTS),
                        ConversationMachine.factory(parts.registry()))
                .build(config, parts);
    }
}
