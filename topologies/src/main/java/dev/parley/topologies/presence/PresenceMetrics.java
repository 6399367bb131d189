package dev.parley.topologies.presence;

import dev.parley.runtime.metrics.SharedMetrics;
import dev.parley.topologies.streams.FoldWatch;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What operators see of who is there, of the partitions of this process.
 *
 * @param leases {@code parley_topologies_presence_leases{partition}}: sockets of users
 * @param nodes {@code parley_topologies_presence_nodes{partition}}: push nodes that are heard of; the same in each partition
 * @param onlineUsers {@code parley_topologies_presence_online_users{partition}}: users with a socket, invisible ones too
 */
public record PresenceMetrics(Gauge leases, Gauge nodes, Gauge onlineUsers) implements FoldWatch<PresenceFold> {
    /** The metrics of a process; the registry takes each name once. */
    public static PresenceMetrics in(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, PresenceMetrics.class, PresenceMetrics::register);
    }

    private static PresenceMetrics register(PrometheusRegistry registry) {
        return new PresenceMetrics(
                gauge("leases", "Sockets of users.", registry),
                gauge("nodes", "Push nodes that are heard of.", registry),
                gauge("online_users", "Users with a socket.", registry));
    }

    private static Gauge gauge(String noun, String help, PrometheusRegistry registry) {
        return Gauge.builder()
                .name("parley_topologies_presence_" + noun)
                .help(help)
                .labelNames("partition")
                .register(registry);
    }

    @Override
    public void look(PresenceFold fold, String partition) {
        leases.labelValues(partition).set((double) fold.leases());
        nodes.labelValues(partition).set((double) fold.nodes());
        onlineUsers.labelValues(partition).set((double) fold.connected());
    }

    @Override
    public void gone(String partition) {
        leases.remove(partition);
        nodes.remove(partition);
        onlineUsers.remove(partition);
    }
}
