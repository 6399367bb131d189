package dev.parley.faults;

import dev.parley.faults.node.Cluster;
import dev.parley.faults.node.Programs;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs scenarios one after the other, on one platform as long as it survives them. */
final class FaultRun {
    private static final Logger LOG = LoggerFactory.getLogger(FaultRun.class);
    private static final String TENANT = "fault";

    private final Programs programs;
    private final WorkFolder place;
    private final FaultSettings settings;
    private final PrintStream out;
    private @Nullable Cluster cluster;
    private int clusters;

    FaultRun(Programs programs, WorkFolder place, FaultSettings settings, PrintStream out) {
        this.programs = programs;
        this.place = place;
        this.settings = settings;
        this.out = out;
    }

    FaultReport run(List<FaultScenario> scenarios) throws InterruptedException {
        var results = new ArrayList<FaultResult>();
        for (var scenario : scenarios) {
            var result = run(scenario);
            out.println();
            out.print(result.text());
            results.add(result);
            if (result.state() == FaultResult.State.FAILED) {
                out.println("  logs stay in " + place.keepLogs());
                release();
            }
        }
        release();
        return FaultReport.of(results, settings);
    }

    private FaultResult run(FaultScenario scenario) throws InterruptedException {
        if (!scenario.impediment().isEmpty()) {
            return FaultResult.skipped(scenario, scenario.impediment());
        }
        out.println();
        out.println("fault " + scenario.number() + ": " + scenario.title());
        if (scenario.needsSmallDisks()) {
            release();
        }
        var began = System.nanoTime();
        var findings = new Findings();
        var why = "";
        try {
            var running = platform(scenario.needsSmallDisks());
            began = System.nanoTime();
            var run = "f" + scenario.number() + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
            try (var scene = new Scene(running, settings, findings, TENANT, run, out)) {
                scenario.run(scene);
            }
            running.heal();
        } catch (RuntimeException e) {
            LOG.debug("scenario={}", scenario.number(), e);
            why = e.toString();
        }
        if (scenario.needsSmallDisks()) {
            release();
        }
        return FaultResult.of(scenario, findings, why, (System.nanoTime() - began) / 1e9);
    }

    private Cluster platform(boolean hasSmallDisks) {
        var running = cluster;
        if (running == null) {
            clusters++;
            running = place.use(Cluster.in(place.folder("platform-" + clusters), programs, hasSmallDisks));
            cluster = running;
            var began = System.nanoTime();
            running.start(TENANT, step -> out.println("  " + step));
            out.println("  platform ready after " + Findings.seconds(System.nanoTime() - began));
        }
        return running;
    }

    private void release() {
        cluster = null;
        place.release();
    }
}
