package dev.parley.bench.idle;

import dev.parley.bench.options.OutputOptions;
import dev.parley.bench.options.Target;
import dev.parley.bench.options.TimingOptions;
import dev.parley.bench.process.OwnPushNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench idle}. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Idle sockets with their heartbeats: memory and CPU of the push node for each. "
                + "Beside a platform of this machine it starts push nodes of its own, so that nothing else is counted.")
public final class IdleCommand implements Callable<Integer> {
    @Mixin
    private Target target = new Target();

    @Option(
            names = "--sockets",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,5000,10000",
            description = "Numbers of sockets, one step after the other; 5k is 5000. Default: ${DEFAULT-VALUE}.")
    private List<String> sockets = List.of();

    @Mixin
    private TimingOptions timing = new TimingOptions();

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Generators; one holds some 19,000 sockets. Default: ${DEFAULT-VALUE}.")
    private int processes;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Push nodes of its own; one holds some 19,000 sockets. 0 = the platform itself, whose other "
                    + "parts are counted too. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--node-memory",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Largest heap of such a node, default: ${DEFAULT-VALUE}.")
    private String memory = "512m";

    @Option(names = "--pid", paramLabel = "PID", description = "The platform's process, with --nodes 0.")
    private @Nullable Long pid;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var plan = new IdleRun.Plan(
                output.runId(),
                sockets.stream().map(IdleCommand::number).toList(),
                timing.warmUp(),
                timing.duration(),
                Math.max(1, processes));
        var own = new ArrayList<OwnPushNode>();
        try {
            for (var i = 0; i < nodes; i++) {
                System.out.println("starting a push node");
                own.add(OwnPushNode.start(target.data(), memory));
            }
            var run = new IdleRun(plan, target, nodes(own), System.out);
            try (run) {
                var report = run.run();
                System.out.println();
                System.out.print(report.text());
                output.keep(report.scenario(), report);
                return report.isClean() ? 0 : 1;
            }
        } finally {
            own.forEach(OwnPushNode::close);
        }
    }

    private Nodes nodes(List<OwnPushNode> own) {
        if (!own.isEmpty()) {
            return new Nodes(
                    own.stream().map(OwnPushNode::url).toList(),
                    own.stream().map(node -> node.process().pid()).toList());
        }
        var process = pid == null ? target.pid() : pid;
        return new Nodes(List.of(target.url()), process == null ? List.of() : List.of(process));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}k?")) {
            throw new IllegalArgumentException("Not a number of sockets: " + text + " (try 5000 or 5k).");
        }
        return text.endsWith("k")
                ? 1000 * Integer.parseInt(text.substring(0, text.length() - 1))
                : Integer.parseInt(text);
    }
}
