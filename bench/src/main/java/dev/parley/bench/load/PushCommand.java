package dev.parley.bench.load;

import dev.parley.bench.log.EventLogChat;
import dev.parley.bench.options.TenantOption;
import dev.parley.bench.process.OwnPushNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench push}. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "A push node alone, started beside a platform of this machine: a group in which all members listen, "
                        + "whose messages the generator itself appends to the log of events. Only the node's CPU and "
                        + "memory count. The messages stay in the log: use a data folder of its own.")
final class PushCommand implements Callable<Integer> {
    @Option(
            names = "--listeners",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Members with a socket each, default: ${DEFAULT-VALUE}.")
    private int listeners;

    @Option(
            names = "--speakers",
            paramLabel = "N",
            defaultValue = "10",
            description = "In how many members' names messages are appended, default: ${DEFAULT-VALUE}.")
    private int speakers;

    @Option(
            names = "--node-memory",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Largest heap of the node, default: ${DEFAULT-VALUE}.")
    private String memory = "512m";

    @Mixin
    private TenantOption tenant = new TenantOption();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("starting a push node");
        try (var node = OwnPushNode.start(options.data(), memory)) {
            return options.runInPlace(
                    GroupScenario.named("push", listeners, speakers),
                    (platform, device) -> new EventLogChat(
                            options.sockets(platform, node.url(), device), tenant.id(), platform.settings()),
                    List.of(node.process().pid()));
        }
    }
}
