package dev.parley.bench.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench direct}. */
@Command(
        name = "direct",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "1:1 chat over sockets: latency from the intended send to the other one's socket.")
final class DirectCommand implements Callable<Integer> {
    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "200",
            description = "Users with a socket each, in pairs, default: ${DEFAULT-VALUE}.")
    private int sockets;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        return options.run(new DirectScenario(sockets));
    }
}
