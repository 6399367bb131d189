package dev.parley.bench.sink;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;

/**
 * The platform's own sink and another one on the same events of the same log.
 *
 * @param ratio rows a second of ours to those of the other
 * @param runs first ours, then the other's
 */
record SinkComparison(String scenario, double ratio, List<Object> runs) {
    static SinkComparison of(SinkReport own, PeerReport peer) {
        return new SinkComparison(own.scenario(), own.rowsPerSecond() / peer.rowsPerSecond(), List.of(own, peer));
    }

    @JsonIgnore
    String text() {
        return String.format(Locale.ROOT, "%.2f x the peer's rows/s.%n", ratio);
    }
}
