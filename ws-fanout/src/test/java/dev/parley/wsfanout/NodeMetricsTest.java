package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.frame.ClientFrames;
import dev.parley.wsfanout.session.SessionLimits;
import dev.parley.wsfanout.stream.SampleEvents;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How sockets end and how late events are, as an operator sees it. */
@Execution(ExecutionMode.CONCURRENT)
class NodeMetricsTest {
    private static final String CLOSES = "parley_ws_fanout_closes_total";
    private static final String SOCKETS = "parley_ws_fanout_tenant_sockets";

    @Test
    void countsTheCodeThatTheServerClosesWith() {
        try (var node = RunningNode.with(new SessionLimits(Duration.ofSeconds(25), Duration.ofMillis(200)));
                var socket = node.connect("ann")) {
            assertEquals(4000, socket.closeCode());
            Eventually.isTrue("it is counted", () -> node.metric(CLOSES, "code", "4000") == 1);
            assertEquals(1, node.metric(CLOSES, "by", "server"));
        }
    }

    @Test
    void countsCodesThatClientsMakeUpAsOne() {
        try (var node = RunningNode.start();
                var socket = node.hello("ann")) {
            // 4321.
            socket.sendBytes(ClientFrames.frame(0x88, new byte[] {0x10, (byte) 0xE1}));
            assertEquals(4321, socket.closeCode());
            Eventually.isTrue("it is counted", () -> node.metric(CLOSES, "code", "other") == 1);
            assertEquals(1, node.metric(CLOSES, "by", "client"));
        }
    }

    @Test
    void countsAConnectionThatBreaks() {
        try (var node = RunningNode.start()) {
            node.hello("ann").close();
            Eventually.isTrue("it is counted", () -> node.metric(CLOSES, "by", "nobody") == 1);
            assertEquals(1, node.metric(CLOSES, "code", "1006"));
        }
    }

    @Test
    void measuresHowLateEachEventIs() {
        try (var node = RunningNode.start();
                var _ = node.hello("ann")) {
            node.log.append(
                    SampleEvents.message(RunningNode.TENANT, "d:ann:bob", 1),
                    SampleEvents.message(RunningNode.TENANT, "d:cem:dan", 1));
            Eventually.isTrue("both are measured, seen by somebody here or not", () -> measured(node) == 2);
        }
    }

    private static long measured(RunningNode node) {
        return node.metrics.scrape("parley_ws_fanout_event_latency_seconds"::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToLong(point -> ((HistogramDataPointSnapshot) point).getCount())
                .sum();
    }

    @Test
    void countsTheSocketsOfATenant() {
        try (var node = RunningNode.start()) {
            try (var _ = node.hello("ann");
                    var _ = node.hello("bob")) {
                assertEquals(2, node.metric(SOCKETS, "tenant", RunningNode.TENANT));
            }
            Eventually.isTrue("both are gone", () -> node.metric(SOCKETS, "tenant", RunningNode.TENANT) == 0);
            assertEquals(2, node.metric("parley_ws_fanout_opened_total"));
        }
    }
}
