package dev.parley.bench.load;

import dev.parley.bench.report.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench knee}. */
@Command(
        name = "knee",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "1:1 chat at one rate after the other: the highest that is held with p99 <= 100 ms and no growing "
                        + "backlog. Ends at the first rate that is not held, and then tries between the last two.")
final class KneeCommand implements Callable<Integer> {
    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Users with a socket each, in pairs, default: ${DEFAULT-VALUE}.")
    private int sockets;

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            defaultValue = "500,1000,2000,4000,6000,8000,10000,12000",
            description = "Messages a second, growing, default: ${DEFAULT-VALUE}.")
    private List<Double> rates = List.of();

    @Option(
            names = "--halvings",
            paramLabel = "N",
            defaultValue = "2",
            description = "Rates tried between the last one held and the first one not, default: ${DEFAULT-VALUE}.")
    private int halvings;

    @Mixin
    private LoadOptions options = new LoadOptions();

    private final List<KneeReport.Step> steps = new ArrayList<>();
    private final List<LoadReport> reports = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
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
        var report = report(low);
        System.out.println();
        System.out.print(report.text());
        options.output().keep(report.scenario(), report);
        return report.isClean() && report.knee() > 0 ? 0 : 1;
    }

    private boolean isHeld(double rate) throws IOException {
        var runId = options.output().runId() + "-" + steps.size();
        System.out.printf("%,.0f messages a second%n", rate);
        var report = options.measure(new LoadOptions.Trial(runId, rate), new DirectScenario(sockets), options::sockets);
        var step = KneeReport.Step.of(rate, report);
        System.out.println("  " + step.text());
        steps.add(step);
        reports.add(report);
        return step.isHeld();
    }

    private KneeReport report(double knee) {
        var first = reports.getFirst();
        return new KneeReport(
                reports.stream().allMatch(report -> report.faultCounts().isEmpty()),
                knee == 0 && reports.stream().anyMatch(LoadReport::isVoid),
                "knee",
                first.platform(),
                Map.of(
                        "runId",
                        options.output().runId(),
                        "sockets",
                        sockets,
                        "warmUpSeconds",
                        first.settings().getOrDefault("warmUpSeconds", 0),
                        "durationSeconds",
                        first.settings().getOrDefault("durationSeconds", 0)),
                knee,
                steps,
                reports,
                Machine.here());
    }
}
