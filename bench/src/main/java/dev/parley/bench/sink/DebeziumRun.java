package dev.parley.bench.sink;

import dev.parley.bench.load.ServerCost;
import dev.parley.bench.process.LaunchedProcess;
import dev.parley.bench.report.Folders;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.ProgressLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same events of the same log once more, by Debezium's sink: how fast it takes them, and whether it took them all. */
final class DebeziumRun {
    private static final Duration START = Duration.ofMinutes(2);
    // Looks cost the store a little, and a run takes minutes.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final SinkRun.Plan plan;
    private final DebeziumSink sink;
    private final int batchRows;
    private final Map<String, String> addresses;
    private volatile String phase = "starting Debezium's sink";
    private volatile long seen;

    /**
     * @param plan of the run before
     * @param addresses of log and store, as settings of the platform
     */
    DebeziumRun(SinkRun.Plan plan, DebeziumSink sink, int batchRows, Map<String, String> addresses) {
        this.plan = plan;
        this.sink = sink;
        this.batchRows = batchRows;
        this.addresses = addresses;
    }

    PeerReport run(PrintStream out) throws IOException, InterruptedException {
        var store = PeerTable.StoreAddress.in(addresses);
        var scratch = Files.createTempDirectory("parley-bench-");
        try (var table = PeerTable.create(store);
                var _ = ProgressLine.show(out, () -> String.format("%s  %,d rows", phase, seen));
                var worker = sink.start(scratch, new DebeziumSettings(plan.runId(), batchRows), store, addresses)) {
            worker.awaitReady(START);
            return measure(table, worker);
        } finally {
            Folders.delete(scratch);
        }
    }

    private PeerReport measure(PeerTable table, LaunchedProcess worker) {
        var all = table.platformRows();
        var rows = new RowCount(() -> seen = table.progress(), BETWEEN_LOOKS);
        var own = new ServerCost(List.of(worker.pid()));
        try {
            // Ours took so many before its clock began, so neither is measured cold.
            rows.await(Math.min(plan.liveEvents(), all - 1));
            phase = "Debezium's sink catches up";
            var before = CatchUp.cpuSeconds(own);
            var catchUp = CatchUp.measure(rows, all, everyServer(worker.pid()));
            var ownMicros = catchUp.microsPerRow(CatchUp.cpuSeconds(own) - before);
            phase = "comparing rows";
            return report(catchUp, ownMicros, table, all);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + " Last output of the worker:\n" + worker.lastLines(), e);
        }
    }

    private ServerCost everyServer(long worker) {
        var pids = new ArrayList<>(plan.pids());
        pids.add(worker);
        return new ServerCost(pids);
    }

    private PeerReport report(CatchUp catchUp, double ownMicros, PeerTable table, long all) {
        var stored = table.rows();
        var same = table.sameRows();
        return new PeerReport(
                stored == all && same == all,
                false,
                "sink",
                "debezium",
                settings(),
                catchUp.rowsPerSecond(),
                catchUp.cpuMicrosPerRow(),
                ownMicros,
                catchUp.rows(),
                stored,
                same,
                MachineInfo.here());
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(plan.settings());
        settings.put("connector", sink.connector());
        settings.put("batchRows", batchRows);
        return settings;
    }
}
