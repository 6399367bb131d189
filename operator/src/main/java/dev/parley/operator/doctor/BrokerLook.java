package dev.parley.operator.doctor;

import dev.parley.operator.command.KafkaAdmin;
import dev.parley.operator.doctor.BrokerFacts.Broker;
import dev.parley.operator.doctor.BrokerFacts.Directory;
import dev.parley.operator.doctor.BrokerFacts.OpenTransaction;
import dev.parley.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Asks the brokers. Blocks. */
record BrokerLook(KafkaAdmin admin) {
    private static final Duration OLD = Duration.ofSeconds(15);
    private static final List<String> GROUPS = List.of("parley-", "connect-parley-");

    BrokerFacts look() {
        var client = admin.client();
        var ids = admin.await(client.describeCluster().nodes(), "describe the cluster").stream()
                .map(Node::id)
                .sorted()
                .toList();
        var configs = admin.await(
                client.describeConfigs(ids.stream()
                                .map(id -> new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id)))
                                .toList())
                        .all(),
                "tell the configuration of brokers");
        var directories = admin.await(client.describeLogDirs(ids).allDescriptions(), "tell the disks of brokers");
        var stamps = stamps();
        var brokers = ids.stream()
                .map(id -> {
                    var values = new TreeMap<String, String>();
                    var config = configs.get(new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id)));
                    if (config != null) {
                        config.entries().forEach(entry -> values.put(entry.name(), String.valueOf(entry.value())));
                    }
                    return new Broker(id, values, directories(directories.getOrDefault(id, Map.of())), stamps.get(id));
                })
                .toList();
        return new BrokerFacts(brokers, openTransactions(), groups());
    }

    private static List<Directory> directories(Map<String, LogDirDescription> described) {
        var directories = new ArrayList<Directory>();
        described.forEach((path, directory) -> directories.add(new Directory(
                path,
                directory.usableBytes().orElse(-1),
                directory.totalBytes().orElse(-1),
                directory.error() == null
                        ? ""
                        : String.valueOf(directory.error().getMessage()))));
        return directories;
    }

    /** By broker: how old the newest lease is that it stamped. Only its clock counts, since the topic has the broker's time. */
    private Map<Integer, Duration> stamps() {
        var client = admin.client();
        var names = admin.await(client.listTopics().names(), "list the topics");
        var stamps = new HashMap<Integer, Duration>();
        var leases = Topics.LEASES.name();
        if (!names.contains(leases)) {
            return stamps;
        }
        var topic = admin.await(client.describeTopics(List.of(leases)).allTopicNames(), "describe the topic leases");
        var leaders = new HashMap<TopicPartition, Integer>();
        topic.values().stream().flatMap(each -> each.partitions().stream()).forEach(partition -> {
            if (partition.leader() != null) {
                leaders.put(
                        new TopicPartition(leases, partition.partition()),
                        partition.leader().id());
            }
        });
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        leaders.keySet().forEach(partition -> asked.put(partition, OffsetSpec.maxTimestamp()));
        var newest = admin.await(client.listOffsets(asked).all(), "tell the times of leases");
        var now = Instant.now();
        newest.forEach((partition, result) -> {
            if (result.timestamp() > 0) {
                stamps.merge(
                        leaders.getOrDefault(partition, -1),
                        Duration.between(Instant.ofEpochMilli(result.timestamp()), now),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        });
        return stamps;
    }

    private List<OpenTransaction> openTransactions() {
        var options = new ListTransactionsOptions()
                .filterOnDuration(OLD.toMillis())
                .filterStates(List.of(
                        TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
        return admin.await(admin.client().listTransactions(options).all(), "list the open transactions").stream()
                .map(open -> new OpenTransaction(
                        open.transactionalId(), open.producerId(), open.state().toString()))
                .toList();
    }

    private Map<String, String> groups() {
        var groups = new TreeMap<String, String>();
        admin.await(admin.client().listGroups().valid(), "list the groups").stream()
                .filter(group -> GROUPS.stream().anyMatch(group.groupId()::startsWith))
                .filter(group -> !isOfWorkers(group))
                .forEach(group -> groups.put(
                        group.groupId(),
                        group.groupState().map(GroupState::name).orElse("UNKNOWN")));
        return groups;
    }

    /** Connect's own group has no offsets, and its name is a setting. */
    private static boolean isOfWorkers(GroupListing group) {
        return group.protocol().equals("connect");
    }
}
