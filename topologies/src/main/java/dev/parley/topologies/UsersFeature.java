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

/**
 * Users and their versions, the tokens that were given out, and what they set on messages and conversations for themselves alone. What the store knows of actions
 * ends after 24 hours; users are kept until they are erased. A mark takes about 100 bytes: at most 10,000 saved messages a user; what
 * a user deleted for themself, choices on threads and how far threads were read stay, one entry a message. Settings take about 100
 * bytes a conversation on which anything is set, and the bytes of its draft, 64 KiB at most. A token takes about 250 bytes until it expires.
 */
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
                        List.of(Topics.USERS, Topics.SESSIONS, Topics.MESSAGE_MARKS, Topics.CONVERSATION_SETTINGS),
                        UserMachine.factory(parts.registry()))
                .build(config, parts);
    }
}
