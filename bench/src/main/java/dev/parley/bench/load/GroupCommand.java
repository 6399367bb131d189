package dev.parley.bench.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench group}. */
@Command(
        name = "group",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "A group in which all members listen: latency from the intended send to the last one's socket.")
final class GroupCommand implements Callable<Integer> {
    @Option(
            names = "--listeners",
            paramLabel = "N",
            defaultValue = "100",
            description = "Members with a socket each, default: ${DEFAULT-VALUE}.")
    private int listeners;

    @Option(
            names = "--speakers",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of them speak, default: ${DEFAULT-VALUE}.")
    private int speakers;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        return options.run(part -> new GroupScenario(listeners, speakers, part));
    }
}
