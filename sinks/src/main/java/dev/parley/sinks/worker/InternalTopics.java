package dev.parley.sinks.worker;

import dev.parley.schemas.kafka.TopicSetup;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Connect's three internal topics of a group. */
record InternalTopics(String group) {
    String configurations() {
        return "_" + group + "-configs";
    }

    String offsets() {
        return "_" + group + "-offsets";
    }

    String statuses() {
        return "_" + group + "-status";
    }

    void create(Map<String, Object> client, int replicationFactor) {
        try (var admin = Admin.create(client)) {
            var topics = List.of(configurations(), offsets(), statuses());
            TopicSetup.create(
                    admin,
                    topics.stream()
                            .map(name -> compacted(name, replicationFactor))
                            .toList());
        }
    }

    private static NewTopic compacted(String name, int replicationFactor) {
        return new NewTopic(name, 1, (short) replicationFactor).configs(Map.of("cleanup.policy", "compact"));
    }
}
