package dev.parley.wsfanout.metrics;

import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.socket.SocketEnd;
import dev.parley.wsfanout.socket.SocketEnd.By;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Set;

/** How sockets ended: who closed them, and with which code. */
final class SocketEnds {
    private static final String OTHER = "other";
    /** Done, and the page was left: what clients close with. Other codes they could make up in any number. */
    private static final Set<Integer> OF_CLIENTS = Set.of(1000, 1001);

    private final Counter closes;

    SocketEnds(PrometheusRegistry registry) {
        closes = Counter.builder()
                .name("parley_ws_fanout_closes_total")
                .help("Sockets closed, by who closed them and the code of the close frame; 1006 where there was none.")
                .labelNames("by", "code")
                .register(registry);
        for (var code : CloseCode.values()) {
            closes.initLabelValues(label(By.SERVER), Integer.toString(code.number()));
        }
        OF_CLIENTS.forEach(code -> closes.initLabelValues(label(By.CLIENT), Integer.toString(code)));
        closes.initLabelValues(label(By.CLIENT), OTHER);
        closes.initLabelValues(label(By.NOBODY), Integer.toString(SocketEnd.LOST_CODE));
    }

    void count(SocketEnd end) {
        var isMadeUp = end.by() == By.CLIENT && !OF_CLIENTS.contains(end.code());
        closes.labelValues(label(end.by()), isMadeUp ? OTHER : Integer.toString(end.code()))
                .inc();
    }

    private static String label(By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }
}
