package dev.parley.operator.instances;

import dev.parley.operator.command.Columns;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley pause}. */
@Command(
        name = "pause",
        description =
                "Stops the processing of a feature in every instance, which keeps its partitions; what arrives waits"
                        + " in the log. While conversation is paused, clients get no answer to writes. Ends with parley"
                        + " resume, or with a restart.",
        mixinStandardHelpOptions = true)
public final class PauseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FEATURE", description = "Such as receipts; parley status shows all.")
    private String feature = "";

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var change = FeatureChange.of(platform, feature)) {
            change.runners().forEach(runner -> change.instances().pause(runner.url(), feature));
            var runners = change.runners();
            var table = new Columns("INSTANCE", "FEATURE", "STATE");
            runners.forEach(runner -> table.row(
                    runner.url(),
                    feature,
                    runner.status().paused() ? "PAUSED" : runner.status().state()));
            output.print(spec.commandLine().getOut(), runners, table.toString());
            return 0;
        }
    }
}
