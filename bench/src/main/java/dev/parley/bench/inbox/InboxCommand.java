package dev.parley.bench.inbox;

import dev.parley.bench.load.Pacer;
import dev.parley.bench.options.OutputOptions;
import dev.parley.bench.options.Target;
import dev.parley.bench.options.TimingOptions;
import dev.parley.client.run.MachineInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench inbox}. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "A user with thousands of conversations: the first page of the list over HTTP, and catching up with 200 "
                        + "events that were missed in 20 of them, by POST /v1/sync and on a socket.")
public final class InboxCommand implements Callable<Integer> {
    @Mixin
    private Target target = new Target();

    @Option(
            names = "--conversations",
            paramLabel = "N",
            split = ",",
            defaultValue = "2000,6000",
            description = "How many the user has, a user for each number, default: ${DEFAULT-VALUE}.")
    private List<Integer> conversations = List.of();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Requests a second, one kind after the other, default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--resumes",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often all conversations are resumed, default: ${DEFAULT-VALUE}.")
    private int resumes;

    @Mixin
    private TimingOptions timing = new TimingOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (conversations.stream().anyMatch(count -> count < InboxRun.WITH_NEWS)) {
            throw new IllegalArgumentException("--conversations must be at least " + InboxRun.WITH_NEWS + ".");
        }
        if (rate <= 0 || resumes < 1) {
            throw new IllegalArgumentException("--rate must be above 0, and --resumes at least 1.");
        }
        var plan = new InboxRun.Plan(output.runId(), timing.warmUp(), timing.duration(), rate, resumes);
        var sizes = new LinkedHashMap<String, InboxReport.Size>();
        var faults = new ArrayList<String>();
        for (var count : conversations) {
            System.out.printf("%,d conversations%n", count);
            try (var run = new InboxRun(plan, target, count)) {
                sizes.put(Integer.toString(count), run.run());
                faults.addAll(run.faults());
            }
        }
        var report = new InboxReport(
                faults.isEmpty(),
                sizes.values().stream().anyMatch(size -> size.lateness() > Pacer.LATEST_MS),
                "inbox",
                Map.of(
                        "runId", plan.runId(),
                        "rate", rate,
                        "warmUpSeconds", plan.warmUp().toSeconds(),
                        "durationSeconds", plan.duration().toSeconds()),
                sizes,
                faults,
                MachineInfo.here());
        System.out.println();
        System.out.print(report.text());
        output.keep(report.scenario(), report);
        return report.isClean() && !report.isVoid() ? 0 : 1;
    }
}
