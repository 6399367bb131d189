package dev.parley.bench.start;

import dev.parley.bench.load.ServerCost;
import dev.parley.bench.process.CannotStartException;
import dev.parley.bench.process.OwnPlatform;
import dev.parley.client.ledger.Fault;
import dev.parley.client.run.MachineInfo;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Starts a platform on an empty folder, and then again and again on what it left behind. */
final class StartRun {
    private final Path data;
    private final String memory;
    private final String runId;
    private final PrintStream out;
    private final List<Fault> faults = new ArrayList<>();

    StartRun(Path data, String memory, String runId, PrintStream out) {
        this.data = data;
        this.memory = memory;
        this.runId = runId;
        this.out = out;
    }

    /** @param again starts on the used folder */
    StartReport run(int again) throws InterruptedException {
        out.println("starting on an empty folder");
        var first = start(0);
        var later = new ArrayList<StartReport.Timing>();
        for (var number = 1; number <= again; number++) {
            out.println("starting again, " + number + " of " + again);
            later.add(start(number));
        }
        var sorted = later.stream()
                .sorted(Comparator.comparingDouble(StartReport.Timing::deliveredSeconds))
                .toList();
        return new StartReport(
                faults.isEmpty(),
                false,
                "start",
                Map.of("runId", runId, "memory", memory, "starts", again),
                first,
                later,
                sorted.get(sorted.size() / 2),
                faults,
                MachineInfo.here());
    }

    private StartReport.Timing start(int number) throws InterruptedException {
        try (var platform = OwnPlatform.up(data, memory)) {
            var process = platform.process();
            var delivered = FirstMessage.send(platform.target(), runId + "-" + number);
            faults.addAll(delivered.verdict().faults());
            var use = new ServerCost(List.of(process.pid()))
                    .now()
                    .orElseThrow(() -> new CannotStartException("The platform ended just after its start."));
            var timing = new StartReport.Timing(
                    process.secondsUntilReady(),
                    (delivered.at() - process.startedAt()) / 1e9,
                    use.totalMiB(),
                    use.residentMiB());
            out.println("  " + timing.text());
            return timing;
        }
    }
}
