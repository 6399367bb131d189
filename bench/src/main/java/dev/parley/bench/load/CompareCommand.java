package dev.parley.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley bench compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "A running Parley and a peer in turn, A B B A, each at the same rates; medians and spread. "
                + "knee: one after the other, each up to its own highest rate, see bench knee.")
final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "direct, group or knee.")
    private String scenario = "";

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "200",
            description = "direct, knee: users with a socket each, default: ${DEFAULT-VALUE}.")
    private int sockets;

    @Option(
            names = "--listeners",
            paramLabel = "N",
            defaultValue = "100",
            description = "group: members with a socket each, default: ${DEFAULT-VALUE}.")
    private int listeners;

    @Option(
            names = "--speakers",
            paramLabel = "N",
            defaultValue = "10",
            description = "group: how many of them speak, default: ${DEFAULT-VALUE}.")
    private int speakers;

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            defaultValue = "500,1000",
            description = "Messages a second, one after the other; for knee growing. Default: ${DEFAULT-VALUE}.")
    private List<Double> rates = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often each runs at each rate, default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--halvings",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "knee: rates tried between the last one held and the first one not, default: ${DEFAULT-VALUE}.")
    private int halvings;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        var peer = options.peer();
        if (peer == null) {
            throw new IllegalArgumentException("--peer is missing: the server to compare with.");
        }
        return scenario.equals("knee") ? knees(peer) : inTurn(peer);
    }

    private int inTurn(String peer) throws IOException {
        var runs = new ArrayList<LoadReport>();
        var idleCores = new ArrayList<Double>();
        for (var rate : rates) {
            for (var turn = 0; turn < 2 * rounds; turn++) {
                // A B B A A B ...: neither is always the one that follows the other.
                var isPeer = turn % 4 == 1 || turn % 4 == 2;
                var runId = options.runId() + "-" + runs.size();
                runs.add(isPeer ? besideParley(peer, rate, runId, idleCores) : run(null, rate, runId));
            }
        }
        var comparison = Comparison.of(scenario, runs, idleCores);
        System.out.println();
        System.out.print(comparison.text());
        options.write(comparison);
        return comparison.hasFigures() ? 0 : 1;
    }

    /** Each has its own rates here, so there are no turns to take. */
    private int knees(String peer) throws IOException {
        var knees = new Knees(List.of(knee(null, "-a"), knee(peer, "-b")));
        System.out.println();
        knees.runs().forEach(knee -> System.out.print(knee.text()));
        options.write(knees);
        return knees.runs().stream().allMatch(knee -> knee.isClean() && knee.knee() > 0) ? 0 : 1;
    }

    private KneeReport knee(@Nullable String peer, String suffix) throws IOException {
        var runId = options.runId() + suffix;
        return new KneeSearch((number, rate) ->
                        options.measure(new DirectScenario(sockets), peer, rate, runId + "-" + number))
                .run(runId, sockets, rates, halvings);
    }

    /** @param runs Parley's and the peer's */
    record Knees(List<KneeReport> runs) {}

    /** The peer's turn, with what Parley uses in it: the peer has that much less. */
    private LoadReport besideParley(String peer, double rate, String runId, List<Double> idleCores) throws IOException {
        var parley = new ServerCost(options.platformPids());
        var before = parley.now();
        var began = System.nanoTime();
        var report = run(peer, rate, runId);
        var seconds = (System.nanoTime() - began) / 1e9;
        before.ifPresent(from ->
                parley.now().ifPresent(to -> idleCores.add((to.cpuSeconds() - from.cpuSeconds()) / seconds)));
        return report;
    }

    private LoadReport run(@Nullable String peer, double rate, String runId) throws IOException {
        var report = options.measure(scenario(), peer, rate, runId);
        System.out.println();
        System.out.print(report.text());
        return report;
    }

    private Scenario scenario() {
        return switch (scenario) {
            case "direct" -> new DirectScenario(sockets);
            case "group" -> new GroupScenario(listeners, speakers);
            default -> throw new IllegalArgumentException("There is no scenario \"" + scenario + "\" to compare.");
        };
    }
}
