package dev.parley.bench.load;

import java.io.IOException;
import java.util.List;
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

    @Override
    public Integer call() throws IOException {
        var search = new KneeSearch((number, rate) ->
                options.measure(new DirectScenario(sockets), options.peer(), rate, options.runId() + "-" + number));
        var report = search.run(options.runId(), sockets, rates, halvings);
        System.out.println();
        System.out.print(report.text());
        options.output().keep(report.scenario(), report);
        return report.isClean() && report.knee() > 0 ? 0 : 1;
    }
}
