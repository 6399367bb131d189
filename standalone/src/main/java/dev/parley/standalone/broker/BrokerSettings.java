package dev.parley.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration of a single broker that is its own controller.
 *
 * @param folder the log directory
 * @param host by which clients reach it; for another than the loopback address it listens on all
 * @param port for clients
 * @param controllerPort port of the single-node controller quorum
 */
record BrokerSettings(Path folder, String host, int port, int controllerPort) {
    static final String LOOPBACK = "127.0.0.1";

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MIB = 1 << 20;

    Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.putAll(addresses());
        properties.putAll(oneNode());
        properties.putAll(small());
        properties.putAll(quick());
        // The first batch sent to a topic that was just created can be lost (KAFKA-15591).
        properties.put("auto.create.topics.enable", "false");
        return properties;
    }

    private Map<String, String> addresses() {
        var listening = host.equals(LOOPBACK) ? LOOPBACK : "0.0.0.0";
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "listeners",
                "PLAINTEXT://" + listening + ":" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://" + host + ":" + port,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "log.dirs",
                folder.toString());
    }

    private static Map<String, String> oneNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    private static Map<String, String> small() {
        var mib = Integer.toString(MIB);
        return Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "4",
                "offsets.topic.segment.bytes", mib,
                "transaction.state.log.segment.bytes", mib,
                "log.index.size.max.bytes", mib,
                "log.cleaner.dedupe.buffer.size", Integer.toString(8 * MIB),
                "num.network.threads", "2",
                "num.io.threads", "4",
                "num.recovery.threads.per.data.dir", "2");
    }

    private static Map<String, String> quick() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.streams.initial.rebalance.delay.ms", "0",
                "broker.heartbeat.interval.ms", "500",
                // After a kill, the next start waits until the registration of the one before has expired.
                "broker.session.timeout.ms", "2000",
                // The next transaction's first write waits this long for the markers of the one before; the default of
                // 20 ms shows.
                "add.partitions.to.txn.retry.backoff.ms", "1",
                // A killed process leaves an open transaction, which holds up durable readers until it is swept.
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }
}
