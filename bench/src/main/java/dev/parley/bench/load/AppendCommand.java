package dev.parley.bench.load;

import dev.parley.bench.log.ActionLogChat;
import dev.parley.bench.options.TenantOption;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench append}. */
@Command(
        name = "append",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "The append alone: 1:1 messages that the generator itself appends to the log of actions as an edge "
                        + "does; latency from the intended append to the log's word that it is there. The platform of "
                        + "this machine decides them meanwhile and afterwards, and they are checked as any other.")
final class AppendCommand implements Callable<Integer> {
    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "200",
            description = "In whose names, in pairs, default: ${DEFAULT-VALUE}.")
    private int users;

    @Mixin
    private TenantOption tenant = new TenantOption();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        return options.runInPlace(
                new WritesScenario("append", users),
                (platform, device) -> new ActionLogChat(
                        options.sockets(platform, device), platform.url(), tenant.id(), platform.settings()),
                options.platformPids());
    }
}
