package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.Feature;
import dev.parley.topologies.FeatureParts;
import dev.parley.topologies.machine.MachineTopology;
import dev.parley.topologies.machine.Outcomes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The only writer of {@code events}: one sub-topology, one input topic, one store, no repartition. What the store knows of
 * actions and messages ends after 24 hours; heads and members are kept for ever.
 */
public final class ConversationFeature implements Feature {
    @Override
    public String name() {
        return "conversation";
    }

    @Override
    public Topology topology(TopologyConfig config, FeatureParts parts) {
        var registry = parts.registry();
        var events = new EventEncoder(new AvroWriter<Event>(registry, Topics.EVENTS.name(), Event.getClassSchema()));
        var outcomes = new Outcomes(registry);
        return new MachineTopology<Action>(
                        name(),
                        Topics.ACTIONS,
                        action -> Keys.of(action.getTenant(), action.getConversation()),
                        Topics.EVENTS,
                        state -> new ConversationMachine(state, events, outcomes))
                .build(config, parts);
    }
}
