package dev.parley.bench.load;

import dev.parley.bench.gate.Cost;
import dev.parley.bench.gate.Gate;
import dev.parley.bench.report.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench gate}. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "CPU and allocation for each message of 1:1 chat, as multiples of the null server's in the same round; "
                        + "fails where the median has grown by more than 15 %% since it was last agreed to.")
final class GateCommand implements Callable<Integer> {
    private static final String NULL_SERVER = "bare";

    /** Of a round whose generator was late, which says nothing of the servers. */
    private static final int ATTEMPTS = 3;

    @Mixin
    private PairOptions pairs = new PairOptions();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each is measured, in turn, default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "What was agreed to, default: bench/gate-baseline.json.")
    private @Nullable Path baseline;

    @Option(names = "--agree", description = "Agrees to what is measured now: writes it as the new baseline.")
    private boolean agrees;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        options.countAllocations();
        var file = baseline == null ? Checkout.home().resolve("bench").resolve("gate-baseline.json") : baseline;
        var gate = new Gate(round -> cost(null, round), round -> cost(NULL_SERVER, round));
        var settings = Map.<String, Object>of(
                "runId", options.runId(), "sockets", pairs.sockets(), "rate", options.rate(), "rounds", rounds);
        var report = gate.run(rounds, settings, file, agrees);
        System.out.println();
        System.out.print(report.text());
        options.output().keep("gate", report);
        return report.isHeld() ? 0 : 1;
    }

    /** @param peer null = Parley */
    private Cost cost(@Nullable String peer, int round) throws IOException {
        var name = peer == null ? "parley" : peer;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var runId = options.runId() + "-" + name + "-" + round + "-" + attempt;
            var report = options.measure(new DirectScenario(pairs.sockets()), peer, options.rate(), runId);
            if (!report.isClean()) {
                throw new IllegalStateException("A run of " + name + " has no figure:\n" + report.text());
            }
            if (!report.isVoid()) {
                return costOf(name, report);
            }
            System.out.println("The generator was late; that round once more.");
        }
        throw new IllegalStateException("The generator was late " + ATTEMPTS + " times: the machine is too busy.");
    }

    private static Cost costOf(String name, LoadReport report) {
        var server = report.server();
        if (server == null || server.allocatedBytesPerMessage() == null) {
            throw new IllegalArgumentException(
                    "The gate needs the processes of " + name + " on this machine: give --pid.");
        }
        return new Cost(server.cpuMillisPerMessage() * 1e3, server.allocatedBytesPerMessage());
    }
}
