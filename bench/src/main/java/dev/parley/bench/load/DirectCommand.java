package dev.parley.bench.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley bench direct}. */
@Command(
        name = "direct",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "1:1 chat over sockets: latency from the intended send to the other one's socket.")
final class DirectCommand implements Callable<Integer> {
    @Mixin
    private PairOptions pairs = new PairOptions();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        var sockets = pairs.sockets();
        return options.run(part -> new DirectScenario(2 * part.share(sockets / 2)));
    }
}
