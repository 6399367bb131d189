package dev.parley.wsfanout.metrics;

import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** Who is there: leases of this node's sockets on their way to the log, and what its clients are shown of others. */
public final class PresenceMetrics {
    private final GaugeDataPoint leases;
    private final GaugeDataPoint leasesWaiting;
    private final CounterDataPoint announced;
    private final CounterDataPoint lostBeats;
    private final GaugeDataPoint watches;
    private final CounterDataPoint shown;
    private final CounterDataPoint gathered;
    private final Counter throttled;

    /** Those of this registry, which is asked for them once however often a service starts. */
    public static PresenceMetrics of(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, PresenceMetrics.class, PresenceMetrics::new);
    }

    private PresenceMetrics(PrometheusRegistry registry) {
        leases = gauge(registry, "parley_ws_fanout_leases", "Sockets that are announced as present.");
        leasesWaiting = gauge(
                registry, "parley_ws_fanout_leases_waiting", "Leases of which the log does not have the latest yet.");
        announced = counter(
                registry,
                "parley_ws_fanout_leases_announced_again_total",
                "Leases announced again, since the node may have been taken for dead.");
        lostBeats = counter(
                registry,
                "parley_ws_fanout_lost_beats_total",
                "Signs of life that the log did not take, a partition each.");
        watches = gauge(registry, "parley_ws_fanout_presence_watches", "Users watched by sockets, each by each.");
        shown = counter(registry, "parley_ws_fanout_presence_changes_total", "Changes shown, once a socket.");
        gathered = counter(
                registry,
                "parley_ws_fanout_presence_gathered_total",
                "Changes shown later than they came, together with others, since many came for a socket.");
        throttled = Counter.builder()
                .name("parley_ws_fanout_presence_throttled_total")
                .help("Frames on presence not taken, since a client sent too many.")
                .labelNames("feature")
                .register(registry);
        List.of("presence.set", "presence.watch", "conversation.open").forEach(throttled::initLabelValues);
    }

    private static CounterDataPoint counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).register(registry);
    }

    private static GaugeDataPoint gauge(PrometheusRegistry registry, String name, String help) {
        return Gauge.builder().name(name).help(help).register(registry);
    }

    public void leaseOpened() {
        leases.inc();
    }

    public void leaseEnded() {
        leases.dec();
    }

    public void leasesWaiting(int count) {
        leasesWaiting.set(count);
    }

    public void announcedAgain() {
        announced.inc();
    }

    public void lostBeat() {
        lostBeats.inc();
    }

    public void watches(int count) {
        watches.set(count);
    }

    public void shown(int count) {
        shown.inc(count);
    }

    public void gathered() {
        gathered.inc();
    }

    public void throttled(String feature) {
        throttled.labelValues(feature).inc();
    }
}
