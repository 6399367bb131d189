package dev.parley.topologies;

import dev.parley.schemas.UserAction;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineTopology;
import dev.parley.topologies.users.UserMachine;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** Users and their versions. What the store knows of actions ends after 24 hours; users are kept until they are erased. */
final class UsersFeature implements Feature {
    @Override
    public String name() {
        return "users";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public Topology topology(TopologyConfig config, FeatureParts parts) {
        return new MachineTopology<UserAction>(
                        name(),
                        Topics.USER_ACTIONS,
                        action -> Keys.of(action.getTenant(), action.getUser()),
                        List.of(Topics.USERS),
                        UserMachine.factory(parts.registry()))
                .build(config, parts);
    }
}
