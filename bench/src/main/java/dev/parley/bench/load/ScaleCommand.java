package dev.parley.bench.load;

import dev.parley.bench.process.NewTenants;
import dev.parley.bench.process.OwnPlatform;
import dev.parley.bench.report.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
                "Whether a message costs the same while something else grows: the conversations of the platform, the "
                        + "members of a group that are not there, the tenants that the users are spread over, or the "
                        + "threads of the stream applications.")
final class ScaleCommand implements Callable<Integer> {
    private static final int ONLINE = 10;

    @Parameters(
            paramLabel = "DIMENSION",
            description =
                    "conversations, members, tenants (made for the run, on a platform of this machine; they stay), "
                            + "or threads (starts a platform of its own for each value).")
    private String dimension = "";

    @Option(
            names = "--values",
            paramLabel = "N",
            split = ",",
            description = "What grows, one step after the other, default: 1000,10000,100000 conversations; "
                    + "10,1000,100000 members; 1,10,100,1000 tenants; 1,2 threads.")
    private List<Integer> values = List.of();

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Connected users, whatever grows; of members only the first 10. Default: ${DEFAULT-VALUE}.")
    private int sockets;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "1500m",
            description = "threads: the platforms' largest heap, default: ${DEFAULT-VALUE}.")
    private String memory = "1500m";

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (options.peer() != null) {
            throw new IllegalArgumentException("--peer is not supported here.");
        }
        var growing = Dimension.named(dimension);
        var all = values.isEmpty() ? growing.usualValues() : values;
        // All of them first, so that what cannot be run is told before hours have passed.
        var scenarios = all.stream().map(value -> scenario(growing, value)).toList();
        var reports = new ArrayList<LoadReport>();
        for (var i = 0; i < all.size(); i++) {
            System.out.printf("%,d %s%n", all.get(i), dimension);
            var trial = new LoadOptions.Trial(options.runId() + "-" + i, options.rate());
            reports.add(measure(growing, all.get(i), trial, scenarios.get(i)));
            System.out.print(reports.getLast().text());
        }
        var report = ScaleReport.of(dimension, options.runId(), all, reports);
        System.out.println();
        System.out.print(report.text());
        options.output().keep(report.scenario(), report);
        return report.isClean() && !report.isVoid() ? 0 : 1;
    }

    private Scenario scenario(Dimension growing, int value) {
        return switch (growing) {
            case CONVERSATIONS -> new ManyConversationsScenario(sockets, value);
            case MEMBERS -> GroupScenario.withMembers(Math.min(ONLINE, value), value);
            case TENANTS -> new DirectScenario(sockets, tenants(value));
            case THREADS -> new DirectScenario(sockets);
        };
    }

    /** Each step has tenants of its own. */
    private List<String> tenants(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> options.runId() + "-" + count + "-" + i)
                .toList();
    }

    private LoadReport measure(Dimension growing, int value, LoadOptions.Trial trial, Scenario scenario)
            throws IOException, InterruptedException {
        return switch (growing) {
            // Every conversation is there before anything is measured.
            case CONVERSATIONS -> options.measure(trial, scenario, options::sockets, value);
            case MEMBERS -> options.measure(trial, scenario, options::sockets);
            case TENANTS -> {
                var keys = NewTenants.add(options.data(), tenants(value));
                yield options.measure(trial, scenario, (target, device) -> options.tenants(target, device, keys));
            }
            case THREADS -> withThreads(value, trial, scenario);
        };
    }

    private LoadReport withThreads(int threads, LoadOptions.Trial trial, Scenario scenario)
            throws IOException, InterruptedException {
        var data = Files.createTempDirectory("parley-threads-");
        try (var platform = OwnPlatform.up(data, memory, List.of("--stream-threads", Integer.toString(threads)))) {
            options.turnTo(platform);
            return options.measure(trial, scenario, options::sockets);
        } finally {
            Folders.delete(data);
        }
    }
}
