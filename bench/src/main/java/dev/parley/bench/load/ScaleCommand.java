package dev.parley.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley bench scale}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Whether a message costs the same while something else grows: the conversations of the platform, or "
                        + "the members of a group that are not there.")
final class ScaleCommand implements Callable<Integer> {
    private static final int ONLINE = 10;

    @Parameters(paramLabel = "DIMENSION", description = "conversations or members.")
    private String dimension = "";

    @Option(
            names = "--values",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000,100000",
            description = "What grows, one step after the other, default: ${DEFAULT-VALUE}.")
    private List<Integer> values = List.of();

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Connected users whom the conversations belong to, default: ${DEFAULT-VALUE}.")
    private int sockets;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        var steps = new ArrayList<ScaleReport.Step>();
        for (var value : values) {
            System.out.printf("%,d %s%n", value, dimension);
            var runId = options.runId() + "-" + steps.size();
            var trial = new LoadOptions.Trial(runId, options.rate());
            var report = options.measure(trial, scenario(value), options::sockets, warmUpMessages(value));
            System.out.print(report.text());
            steps.add(ScaleReport.Step.of(value, report));
        }
        var settings = Map.<String, Object>of(
                "runId",
                options.runId(),
                "rate",
                options.rate(),
                "largest",
                values.stream().mapToInt(Integer::intValue).max().orElse(0));
        var report = ScaleReport.of(dimension, settings, steps);
        System.out.println();
        System.out.print(report.text());
        options.output().keep(report.scenario(), report);
        return report.isClean() && !report.isVoid() ? 0 : 1;
    }

    private Scenario scenario(int value) {
        return switch (dimension) {
            case "conversations" -> new ManyConversationsScenario(sockets, value);
            case "members" -> GroupScenario.withMembers(Math.min(ONLINE, value), value);
            default ->
                throw new IllegalArgumentException(
                        "There is no dimension \"" + dimension + "\": conversations or members.");
        };
    }

    /** Every conversation is there before anything is measured. */
    private int warmUpMessages(int value) {
        return dimension.equals("conversations") ? value : 0;
    }
}
