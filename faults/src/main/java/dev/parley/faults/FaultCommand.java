package dev.parley.faults;

import dev.parley.client.run.ResultFile;
import dev.parley.faults.node.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley fault}. */
@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Starts a platform of processes on this machine, breaks something while it is used, and checks that nothing "
                    + "was lost, doubled or reordered, and that it recovers in time.",
            "The platform is removed at the end, and on Ctrl-C; after a failure its logs stay."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:every scenario passed",
            "1:something acknowledged was lost, doubled or reordered, or a time was missed",
            "2:a scenario could not be run here"
        },
        subcommands = BesideCommand.class)
final class FaultCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WHAT",
            arity = "0..1",
            description = "Numbers of scenarios with commas, short, all, or list, which lists them.")
    private String what = "";

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Sockets on the push node that is killed, default: ${DEFAULT-VALUE}; "
                    + "scenario 34 opens as many more on another one.")
    private int sockets;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Messages a second, default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--outage",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the database is gone, default: ${DEFAULT-VALUE}.")
    private long outage;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the platform's own folder is made, default: where temporary files go.")
    private @Nullable Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--test-the-judge",
            description = "Takes a message for acknowledged that never was sent: every scenario must then fail.")
    private boolean isJudgeTested;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (what.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'WHAT'");
        }
        if (what.equals("list")) {
            spec.commandLine().getOut().print(Catalogue.list());
            spec.commandLine().getOut().flush();
            return 0;
        }
        var scenarios = Catalogue.select(what);
        var settings = new FaultSettings(sockets, rate, Duration.ofSeconds(outage), isJudgeTested);
        var programs = Programs.ofLauncher();
        try (var place = WorkFolder.open(data)) {
            var report = new FaultRun(programs, place, settings, System.out).run(scenarios);
            System.out.println();
            System.out.print(report.summary());
            if (json != null) {
                ResultFile.write(json, report);
            }
            return report.exitStatus();
        }
    }
}
