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

/** {@code parley resume}. */
@Command(
        name = "resume",
        description = "Ends a pause: the feature goes on where it stopped.",
        mixinStandardHelpOptions = true)
public final class ResumeCommand implements Callable<Integer> {
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
            change.runners().forEach(runner -> change.instances().resume(runner.url(), feature));
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
