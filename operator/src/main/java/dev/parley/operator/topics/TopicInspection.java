package dev.parley.operator.topics;

import dev.parley.operator.command.KafkaAdmin;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.TopicShape;
import dev.parley.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** Looks at all topics of the platform. Blocks. */
public record TopicInspection(KafkaAdmin admin) {
    /** Topics that Kafka Streams, Connect and the registry make for the platform. */
    private static final List<String> PREFIXES = List.of("parley-", "_parley-", "_schemas");

    private static final String CHANGELOG = "-changelog";

    /**
     * The catalogue in its order, then the other topics of the platform by name.
     *
     * @param partitions of the platform
     */
    public List<TopicReport> look(int partitions, int replicationFactor) {
        var facts = facts();
        var reports = new ArrayList<TopicReport>();
        for (var topic : Topics.ALL) {
            reports.add(TopicReport.ofCatalogue(
                    topic.name(), facts.get(topic.name()), TopicShape.of(topic, partitions, replicationFactor)));
        }
        var catalogue = Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet());
        facts.values().stream()
                .filter(topic -> !catalogue.contains(topic.name()))
                .map(topic -> TopicReport.ofOthers(
                        topic, topic.name().endsWith(CHANGELOG) ? partitions : 0, replicationFactor))
                .forEach(reports::add);
        return reports;
    }

    /** Sets what is configured otherwise; partitions and copies stay as they are. */
    void repair(List<TopicReport> reports) {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var report : reports) {
            if (!report.wrongConfigs().isEmpty()) {
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, report.name()),
                        report.wrongConfigs().entrySet().stream()
                                .map(config -> new AlterConfigOp(
                                        new ConfigEntry(config.getKey(), config.getValue()), OpType.SET))
                                .toList());
            }
        }
        admin.await(admin.client().incrementalAlterConfigs(changes).all(), "set the configuration of topics");
    }

    private TreeMap<String, TopicFacts> facts() {
        var client = admin.client();
        var catalogue = Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet());
        var names = admin.await(client.listTopics().names(), "list the topics").stream()
                .filter(name -> catalogue.contains(name) || PREFIXES.stream().anyMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
        var descriptions = admin.await(client.describeTopics(names).allTopicNames(), "describe the topics");
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var configs = admin.await(client.describeConfigs(resources).all(), "tell the configuration of topics");
        var bytes = bytes();
        var facts = new TreeMap<String, TopicFacts>();
        descriptions.forEach((name, topic) -> {
            var config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
            var values = new TreeMap<String, String>();
            if (config != null) {
                config.entries().forEach(entry -> values.put(entry.name(), String.valueOf(entry.value())));
            }
            facts.put(name, facts(topic, values, bytes.getOrDefault(name, -1L)));
        });
        return facts;
    }

    private static TopicFacts facts(TopicDescription topic, TreeMap<String, String> configs, long bytes) {
        var partitions = topic.partitions();
        return new TopicFacts(
                topic.name(),
                partitions.size(),
                partitions.stream()
                        .mapToInt(each -> each.replicas().size())
                        .min()
                        .orElse(0),
                (int) partitions.stream()
                        .filter(each -> each.isr().size() < each.replicas().size())
                        .count(),
                (int) partitions.stream().filter(TopicInspection::isLeaderless).count(),
                configs,
                bytes);
    }

    private static boolean isLeaderless(TopicPartitionInfo partition) {
        return partition.leader() == null || partition.leader().isEmpty();
    }

    private Map<String, Long> bytes() {
        var client = admin.client();
        var brokers = admin.await(client.describeCluster().nodes(), "describe the cluster").stream()
                .map(Node::id)
                .toList();
        var bytes = new HashMap<String, Long>();
        admin.await(client.describeLogDirs(brokers).allDescriptions(), "tell the sizes of topics").values().stream()
                .flatMap(directories -> directories.values().stream())
                .map(LogDirDescription::replicaInfos)
                .forEach(replicas -> replicas.forEach(
                        (partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum)));
        return bytes;
    }
}
