package dev.parley.wsfanout.metrics;

import dev.parley.runtime.metrics.FirstValues;
import dev.parley.wsfanout.socket.SocketEnd;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** How many sockets there are, of whom, and how they end. */
final class OpenSockets {
    private final Gauge sockets;
    private final Gauge ofTenant;
    private final FirstValues tenants = new FirstValues();
    private final CounterDataPoint opened;
    private final SocketEnds ends;

    OpenSockets(PrometheusRegistry registry) {
        sockets = Gauge.builder()
                .name("parley_ws_fanout_sockets")
                .help("Sockets that are open.")
                .register(registry);
        ofTenant = Gauge.builder()
                .name("parley_ws_fanout_tenant_sockets")
                .help("Sockets that are open, of each of the first hundred tenants and of all others together.")
                .labelNames("tenant")
                .register(registry);
        opened = Counter.builder()
                .name("parley_ws_fanout_opened_total")
                .help("Sockets opened.")
                .register(registry);
        ends = new SocketEnds(registry);
    }

    void opened(String tenant) {
        sockets.inc();
        opened.inc();
        ofTenant.labelValues(tenants.of(tenant)).inc();
    }

    void closed(String tenant, SocketEnd end) {
        sockets.dec();
        ofTenant.labelValues(tenants.of(tenant)).dec();
        ends.count(end);
    }
}
