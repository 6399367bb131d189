package dev.parley.topologies.users;

import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.Feature;
import dev.parley.topologies.FeatureParts;
import dev.parley.topologies.machine.MachineTopology;
import dev.parley.topologies.machine.Outcomes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** Users and their versions. What the store knows of actions ends after 24 hours; users are kept until they are erased. */
public final class UsersFeature implements Feature {
    @Override
    public String name() {
        return "users";
    }

    @Override
    public Topology topology(TopologyConfig config, FeatureParts parts) {
        var registry = parts.registry();
        var users = new AvroWriter<User>(registry, Topics.USERS.name(), User.getClassSchema());
        var outcomes = new Outcomes(registry);
        return new MachineTopology<UserAction>(
                        name(),
                        Topics.USER_ACTIONS,
                        action -> Keys.of(action.getTenant(), action.getUser()),
                        Topics.USERS,
                        state -> new UserMachine(state, users, outcomes))
                .build(config, parts);
    }
}
