package dev.parley.bench.start;

import dev.parley.bench.options.OutputOptions;
import dev.parley.bench.report.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench start}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Starts platforms of its own: the time from `parley up` to the first delivered message, and the memory.")
public final class StartCommand implements Callable<Integer> {
    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Starts after the first one, on the folder that it left behind, default: ${DEFAULT-VALUE}.")
    private int starts;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "768m",
            description = "The platform's largest heap, default: ${DEFAULT-VALUE}.")
    private String memory = "768m";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (starts < 1) {
            throw new IllegalArgumentException("--starts must be at least 1.");
        }
        var data = Files.createTempDirectory("parley-start-");
        try {
            var report = new StartRun(data, memory, output.runId(), System.out).run(starts);
            System.out.println();
            System.out.print(report.text());
            output.keep(report.scenario(), report);
            return report.isClean() ? 0 : 1;
        } finally {
            Folders.delete(data);
        }
    }
}
