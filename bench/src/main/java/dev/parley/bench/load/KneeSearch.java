package dev.parley.bench.load;

import dev.parley.client.run.MachineInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goes through rates until one is not held, and then tries between the last two. One for each platform. */
final class KneeSearch {
    private final Trials trials;
    private final List<KneeReport.Step> steps = new ArrayList<>();
    private final List<LoadReport> reports = new ArrayList<>();

    /** Loads a platform at a rate. */
    interface Trials {
        /** @param number from 0 on */
        LoadReport run(int number, double rate) throws IOException;
    }

    KneeSearch(Trials trials) {
        this.trials = trials;
    }

    /**
     * @param rates messages a second, growing
     * @param halvings rates tried between the last one held and the first one not
     */
    KneeReport run(String runId, int sockets, List<Double> rates, int halvings) throws IOException {
        var low = 0.0;
        var high = 0.0;
        for (var rate : rates) {
            if (!isHeld(rate)) {
                high = rate;
                break;
            }
            low = rate;
        }
        for (var i = 0; i < halvings && low > 0 && high > low; i++) {
            var middle = (low + high) / 2;
            if (isHeld(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return report(runId, sockets, low);
    }

    private boolean isHeld(double rate) throws IOException {
        System.out.printf("%,.0f messages a second%n", rate);
        var report = trials.run(steps.size(), rate);
        var step = KneeReport.Step.of(rate, report);
        System.out.println("  " + step.text());
        steps.add(step);
        reports.add(report);
        return step.isHeld();
    }

    private KneeReport report(String runId, int sockets, double knee) {
        var first = reports.getFirst();
        return new KneeReport(
                reports.stream().allMatch(report -> report.faultCounts().isEmpty()),
                knee == 0 && reports.stream().anyMatch(LoadReport::isVoid),
                "knee",
                first.platform(),
                Map.of(
                        "runId",
                        runId,
                        "sockets",
                        sockets,
                        "warmUpSeconds",
                        first.settings().getOrDefault("warmUpSeconds", 0),
                        "durationSeconds",
                        first.settings().getOrDefault("durationSeconds", 0)),
                knee,
                steps,
                reports,
                MachineInfo.here());
    }
}
